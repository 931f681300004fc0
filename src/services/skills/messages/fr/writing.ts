import { plural } from '#platform/i18n/index.ts';

export const writing = {
  title: 'Écrire des leçons',
  lead: 'Les leçons que l’on lit ici. Un brouillon n’est vu que de ceux qui écrivent ; ce qui est publié remplace la leçon livrée avec Renfort.',
  course: 'Leçon',
  languages: { fr: 'En français', en: 'En anglais' },
  shipped: 'Livrée avec Renfort',
  states: {
    draft: 'Brouillon',
    published: 'Publiée ici',
    replaced: 'Remplacée',
    withdrawn: 'Retirée',
  },
  none: 'Pas encore écrite',
  edit: 'Écrire',
  editHidden: (course: string, lang: string) => `${course}, ${lang}`,
  newTitle: 'Une nouvelle leçon',
  newId: 'Son nom dans l’adresse',
  newIdHint:
    'En minuscules, sans accent, avec des tirets : budget-familial. Il ne change plus ensuite.',
  begin: 'Commencer',
  source: 'Le texte de la leçon',
  sourceHint:
    'Un en-tête, puis des parties « ## Titre {#nom} », avec les exercices dans des blocs. Le modèle montre tout.',
  save: 'Enregistrer le brouillon',
  publish: 'Publier',
  withdraw: 'Retirer de la lecture',
  withdrawHelp:
    'La leçon livrée avec Renfort, s’il y en a une, reprend sa place. Les réponses des gens sont gardées.',
  preview: 'Voir l’aperçu',
  previewKicker: 'Aperçu du brouillon',
  backToText: 'Revenir au texte',
  answerShown: 'Bonne réponse et explication',
  savedClean: 'Le brouillon est enregistré et se lit sans erreur.',
  savedWrong: (n: number) =>
    plural('fr', n, {
      one: 'Le brouillon est enregistré. Une chose reste à corriger avant de publier.',
      other: `Le brouillon est enregistré. ${n} choses restent à corriger avant de publier.`,
    }),
  line: (line: number, message: string) => `Ligne ${line} : ${message}`,
  publishedNow: 'C’est ce que l’on lit maintenant.',
  errors: {
    not_allowed: 'Votre rôle ne permet pas d’écrire des leçons',
    course_id_wrong: 'Écrivez des minuscules sans accent et des tirets, comme budget-familial',
    source_too_long: (most: number) => `Le texte est trop long : ${most} signes au plus`,
    changed_meanwhile:
      'Quelqu’un d’autre a enregistré ce brouillon depuis que vous l’avez ouvert. Votre texte est ci-dessous : copiez-le, rouvrez la page et réunissez les deux.',
    nothing_to_publish: 'Enregistrez d’abord un brouillon',
    mistakes_left: 'Corrigez d’abord les erreurs du brouillon',
    version_lower: (current: number) =>
      `La version écrite dans l’en-tête doit être au moins ${current}, celle que l’on lit aujourd’hui`,
    transition_not_allowed: 'Ce n’est plus possible : rechargez la page',
  },
  mistakes: {
    front_matter_missing: () => 'commencez par une ligne ---, les champs, puis une ligne ---',
    field_unreadable: (found: string) => `« ${found} » n’est pas de la forme champ: texte`,
    field_missing: (found: string) => `le champ ${found} manque`,
    field_twice: (found: string) => `le champ ${found} est écrit deux fois`,
    field_unknown: (found: string) => `le champ ${found} n’existe pas`,
    number_out_of_range: (found: string) => `« ${found} » n’est pas un nombre possible ici`,
    theme_unknown: (found: string) =>
      `« ${found} » n’est pas un thème : start, write, together, safe ou help`,
    text_outside_section: () => 'ce texte vient avant le premier titre « ## »',
    section_id_missing: (found: string) => `ajoutez un nom après le titre : ## ${found} {#nom}`,
    practice_missing: () => 'il manque la partie à faire pour de vrai : ## … {#practice}',
    summary_missing: () => 'il manque la page à imprimer : ## … {#summary}',
    exercise_missing: () => 'il manque au moins un exercice',
    file_missing: (found: string) => `le fichier ${found} n’est pas à côté de la leçon`,
    brace_not_closed: () => 'une accolade n’est pas fermée',
    answer_missing: () => 'la réponse manque',
    right_answer_missing: (found: string) =>
      found === '' ? 'la réponse manque' : `la réponse « ${found} » n’est pas parmi les choix`,
    several_right_answers: () => 'une seule réponse juste est possible ici',
    choices_missing: () => 'il faut au moins deux choix',
    pair_incomplete: (found: string) => `« ${found} » n’est pas de la forme gauche = droite`,
    number_expected: (found: string) => `« ${found} » n’est pas un nombre`,
    place_expected: (found: string) =>
      `« ${found} » n’est pas un endroit : rectangle x y largeur hauteur, ou circle x y rayon`,
    picture_missing: (found: string) => `« ${found} » n’est pas le nom d’une image .svg`,
    check_unknown: (found: string) => `« ${found} » n’est pas une vérification de fichier`,
    id_twice: (found: string) => `le nom ${found} sert deux fois`,
    question_missing: () => 'la question manque',
    kind_unknown: (found: string) =>
      `« ${found} » n’est pas une sorte d’exercice : single, multiple, ordering, matching, text, number, hotspot ou file`,
    not_supported: (found: string) => `« ${found} » n’est pas prévu`,
    competence_unknown: (found: string) => `« ${found} » n’est pas un code de DigComp, comme 1.2`,
    level_unknown: (found: string) => `« ${found} » n’est pas un niveau de 1 à 8`,
    doctype_refused: () => 'un DOCTYPE n’est pas accepté',
    xml_malformed: () => 'le XML est mal formé',
    too_large: () => 'c’est trop long',
  },
  template: `---
title: Titre de la leçon
need: Je voudrais…
summary: Ce que l’on saura faire après.
theme: start
minutes: 30
level: 2
competences: 1.1
version: 1
---

## Première partie {#first}

Une idée par paragraphe. **Un mot important**, et une liste :

- un point ;
- un autre.

\`\`\`exercise
id: my-first
kind: single
question: Que faites-vous ?
choices:
- Une erreur que l’on fait souvent
- La bonne réponse
- Une autre erreur
answer: La bonne réponse
explanation: Pourquoi, en une phrase ou deux.
\`\`\`

## Ce que je fais aujourd’hui {#practice}

1. Un premier pas.
2. Un deuxième.

## L’essentiel {#summary}

- À retenir.
`,
};
