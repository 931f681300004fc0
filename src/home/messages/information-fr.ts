import { COOKIES, type CookieKind } from '#platform/http/cookies.ts';

/** What the pages about the site need to know about this installation. */
export interface Installation {
  readonly operator: string | undefined;
  readonly contact: string | undefined;
  readonly host: string | undefined;
  readonly sourceUrl: string | undefined;
  readonly version: string;
  /** How long each part of the program keeps what it knows of people. */
  readonly keeps: readonly string[];
}

export interface InformationPage {
  readonly title: string;
  readonly lead: string;
  readonly sections: readonly {
    readonly id?: string;
    readonly title: string;
    readonly paragraphs: readonly string[];
    readonly items?: readonly string[];
    readonly link?: { readonly href: string; readonly text: string };
  }[];
}

const contactOf = (site: Installation) =>
  site.contact
    ? `Écrivez à ${site.contact}.`
    : 'L’administration de ce site n’a pas encore indiqué d’adresse de contact.';

export interface CookieWords {
  readonly what: Readonly<Record<CookieKind, string>>;
  readonly line: (what: string, lasts: string) => string;
  readonly days: (n: number) => string;
  readonly minutes: (n: number) => string;
  readonly untilClosed: string;
}

/** One line per cookie that the site can set, with how long it lasts. */
export function cookieLines(m: CookieWords): readonly string[] {
  return (Object.keys(COOKIES) as CookieKind[]).map((kind) => {
    const { maxAge } = COOKIES[kind];
    if (maxAge === undefined) return m.line(m.what[kind], m.untilClosed);
    const lasts = maxAge >= 86_400 ? m.days(maxAge / 86_400) : m.minutes(maxAge / 60);
    return m.line(m.what[kind], lasts);
  });
}

const cookies: CookieWords = {
  what: {
    session: 'votre connexion',
    visit: 'la protection des formulaires',
    lang: 'la langue choisie',
    challenge: 'une demande de code en cours',
    ceremony: 'une connexion en cours, par clé d’accès ou par une identité reliée',
    test: 'un test commencé sans compte',
  },
  line: (what, lasts) => `${what} : ${lasts}`,
  days: (n) => `${n} jours`,
  minutes: (n) => `${n} minutes`,
  untilClosed: 'jusqu’à la fermeture du navigateur',
};

export const fr = {
  about: (site: Installation): InformationPage => ({
    title: 'À propos de Renfort',
    lead: 'Une plateforme libre pour les associations d’un pays et les personnes qui les aident.',
    sections: [
      {
        title: 'À quoi sert-il ?',
        paragraphs: [
          'Renfort tient un registre de bénévoles volontaires, avec leurs compétences, leurs diplômes et leurs disponibilités.',
          'Quand une crise survient, une préfecture ou une mairie décrit ce dont elle a besoin. Renfort appelle les bonnes personnes, juste assez, et s’arrête quand c’est complet.',
        ],
      },
      {
        title: 'Ce qu’il ne fait pas',
        paragraphs: [
          'Renfort ne remplace pas les numéros d’urgence. En cas de danger immédiat, appelez le 18, le 15 ou le 112.',
        ],
      },
      {
        id: 'source',
        title: 'Un logiciel libre',
        paragraphs: [
          `Vous utilisez la version ${site.version}. Renfort est publié sous licence GNU AGPL, version 3 ou ultérieure : chacun peut le lire, l’installer, le modifier et le partager. Cette licence vous donne le droit d’obtenir le code de la version qui tourne ici.`,
          site.sourceUrl
            ? 'Le code source se trouve à cette adresse :'
            : `Pour l’obtenir, demandez-le à l’administration de ce site. ${contactOf(site)}`,
        ],
        ...(site.sourceUrl ? { link: { href: site.sourceUrl, text: site.sourceUrl } } : {}),
      },
    ],
  }),
  accessibility: (site: Installation): InformationPage => ({
    title: 'Déclaration d’accessibilité',
    lead: 'Renfort doit pouvoir servir à tout le monde, y compris au clavier, à l’oreille ou sur un vieux téléphone.',
    sections: [
      {
        title: 'État de conformité',
        paragraphs: [
          'Aucun audit complet n’a encore été mené par une personne extérieure. Au sens du référentiel français (RGAA 4), ce site est donc déclaré non conforme, dans l’attente de cet audit.',
          'Les pages sont construites pour respecter les règles internationales WCAG 2.2, niveau AA. Des contrôles automatiques parcourent les types de pages dans les deux langues, à chaque modification du logiciel ; ils ne trouvent qu’une partie des défauts possibles.',
        ],
      },
      {
        title: 'Ce qui est prévu partout',
        paragraphs: [],
        items: [
          'tout se fait au clavier, et l’endroit où l’on se trouve est entouré ;',
          'rien n’oblige à exécuter du JavaScript ;',
          'la page tient sur un écran de 320 pixels de large et supporte un texte deux fois plus grand ;',
          'aucune information n’est donnée par la seule couleur ;',
          'les cartes et les courbes ont un tableau qui dit la même chose.',
        ],
      },
      {
        title: 'Signaler un obstacle',
        paragraphs: [
          `Si une page vous bloque, dites-le : vous recevrez la réponse ou le document sous une autre forme. ${contactOf(site)}`,
          'Sans réponse satisfaisante, vous pouvez saisir le Défenseur des droits.',
        ],
        link: { href: 'https://www.defenseurdesdroits.fr/', text: 'Défenseur des droits' },
      },
    ],
  }),
  privacy: (site: Installation): InformationPage => ({
    title: 'Vos données',
    lead: 'Ce que Renfort garde de vous, pourquoi, combien de temps, et comment le reprendre.',
    sections: [
      {
        title: 'Ce qui est gardé',
        paragraphs: ['Ce que vous donnez, et ce que l’usage du site laisse :'],
        items: [
          'votre nom, votre date de naissance et votre commune, jamais votre adresse ni votre position ;',
          'votre e-mail, votre téléphone et, si vous l’acceptez, de quoi envoyer des notifications à votre appareil ;',
          'vos compétences, vos diplômes et leurs documents, votre matériel, vos langues et vos disponibilités, pour ne vous appeler que si vous convenez ;',
          'la personne à prévenir en cas d’accident, ou le parent ou tuteur, si vous les indiquez ;',
          'les appels qui vous sont faits, vos réponses et vos places ;',
          'les appareils où vous êtes connecté (navigateur et système), vos clés d’accès et les identités que vous reliez ;',
          'les messages qui vous sont envoyés.',
        ],
      },
      {
        title: 'Une liste reprise',
        paragraphs: [
          'Une administration peut reprendre une liste de bénévoles qu’elle tenait déjà. La fiche dit qu’elle vient d’une liste, et son origine se voit dans votre fichier de données.',
        ],
      },
      {
        title: 'Qui le voit',
        paragraphs: [
          'Chacun ne voit que les bénévoles de son territoire, et seulement ce dont il a besoin. Chaque fiche ouverte et chaque document consulté sont inscrits dans un journal.',
        ],
        items: [
          'Les responsables de crise : votre fiche, de quoi vous joindre et la personne à prévenir, mais pas vos documents.',
          'Les responsables d’un lieu d’intervention : le nom et le téléphone des personnes qui y sont attendues.',
          'Les personnes qui vérifient les diplômes : vos diplômes et leurs documents, mais pas de quoi vous joindre.',
          'L’administration du site : votre fiche et son historique, mais ni vos documents ni la personne à prévenir.',
          'Les associations : rien pour l’instant, et jamais rien sans votre accord.',
        ],
      },
      {
        title: 'À quoi vous consentez',
        paragraphs: [
          'Être appelé en cas de crise, recevoir des missions, recevoir des nouvelles : trois choix séparés, que vous pouvez retirer à tout moment, chacun avec sa date. Avant 18 ans, on n’est jamais appelé en cas de crise.',
        ],
      },
      {
        title: 'Combien de temps',
        paragraphs: [],
        items: site.keeps,
      },
      {
        title: 'Ce qui reste après un effacement',
        paragraphs: [
          'Des chiffres sans nom. Le journal des consultations et la main courante des crises ne peuvent pas être modifiés : ils ne contiennent pas votre nom, mais un identifiant qui ne mène plus à personne. Les sauvegardes sont gardées le temps que fixe l’administration du site.',
        ],
      },
      {
        title: 'Vos droits',
        paragraphs: [
          `Depuis votre fiche de bénévole, vous pouvez tout relire, corriger, emporter dans un fichier et effacer. Toute autre demande, ou l’effacement d’un compte sans fiche, se fait auprès de l’administration du site. ${contactOf(site)}`,
          'Vous pouvez aussi saisir la Commission nationale de l’informatique et des libertés.',
        ],
        link: { href: 'https://www.cnil.fr/fr/plaintes', text: 'Saisir la CNIL' },
      },
      {
        title: 'Cookies et adresse du réseau',
        paragraphs: [
          'Des cookies nécessaires, et eux seuls. Aucune mesure d’audience, aucune publicité, aucun service extérieur. L’adresse de votre réseau n’est pas gardée : une empreinte sert, un jour au plus, à freiner les abus.',
        ],
        items: cookieLines(cookies),
      },
    ],
  }),
  legal: (site: Installation): InformationPage => ({
    title: 'Mentions légales',
    lead: 'Qui répond de ce site.',
    sections: [
      {
        title: 'Éditeur',
        paragraphs: [
          site.operator ?? 'L’administration de ce site n’a pas encore indiqué qui l’édite.',
          contactOf(site),
        ],
      },
      {
        title: 'Hébergement',
        paragraphs: [
          site.host ?? 'L’administration de ce site n’a pas encore indiqué qui l’héberge.',
        ],
      },
      {
        title: 'Données et polices réutilisées',
        paragraphs: [
          'Communes et départements : code officiel géographique de l’Insee (Licence Ouverte). Positions des communes : GeoNames (CC BY 4.0). Contours des départements : Natural Earth (domaine public). Caractères : Atkinson Hyperlegible Next, du Braille Institute (SIL Open Font License). Formulaires : govuk-frontend (licence MIT).',
        ],
      },
    ],
  }),
};
