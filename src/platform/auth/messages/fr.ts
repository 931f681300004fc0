const name = 'Renfort';

/** In milliseconds. */
export interface Lifetime {
  readonly idle: number;
  readonly absolute: number;
}
export interface Lifetimes {
  readonly ordinary: Lifetime;
  readonly privileged: Lifetime;
}

export const hours = (ms: number) => ms / 3_600_000;
export const days = (ms: number) => ms / 86_400_000;

interface CodeMail {
  readonly code: string;
  readonly minutes: number;
  readonly link: string | undefined;
  readonly purpose: 'sign_in' | 'change_email' | 'link_identity';
  readonly provider: string;
}

export const fr = {
  sign_in: {
    title: 'Se connecter',
    lead: 'Pas de mot de passe : nous vous envoyons un code par e-mail. Si vous n’avez pas encore de compte, il sera créé.',
    email: 'Votre adresse e-mail',
    submit: 'Recevoir un code',
    or: 'Autres façons de se connecter',
    passkey: 'Utiliser une clé d’accès',
    passkey_hint:
      'Empreinte, visage, code de l’appareil ou clé de sécurité, si vous en avez enregistré une.',
    passkeys_elsewhere:
      'Les clés d’accès (empreinte, visage, code de l’appareil) demandent une adresse avec un nom. Sur cet ordinateur, ouvrez plutôt :',
    provider: (label: string) => `Continuer avec ${label}`,
    passkey_failed: 'La clé d’accès n’a pas fonctionné. Réessayez, ou demandez un code par e-mail.',
  },
  code: {
    title: 'Saisissez le code reçu',
    sent: (email: string) =>
      `Si l’adresse ${email} est juste, un e-mail vient d’y être envoyé. Il contient un code à 6 chiffres, valable 10 minutes.`,
    identity: (label: string) =>
      `Cette première connexion avec ${label} demande de prouver que cette adresse est la vôtre. Ensuite, ce ne sera plus nécessaire.`,
    field: 'Code à 6 chiffres',
    submit: 'Valider',
    again: 'Recevoir un autre code',
    other: 'Changer d’adresse e-mail',
    spam: 'Rien reçu ? Regardez dans les indésirables, attendez une minute, puis demandez un autre code.',
    demo: 'Démonstration : l’e-mail se lit dans la boîte d’envoi.',
    demo_link: 'Ouvrir la boîte d’envoi',
  },
  identity_email: {
    title: 'Votre adresse e-mail',
    lead: (label: string) =>
      `${label} vous a reconnu. Pour relier cette identité à votre compte, indiquez votre adresse : un code y sera envoyé.`,
  },
  link: {
    title: 'Se connecter sur cet appareil',
    text: (email: string) => `Vous allez vous connecter avec l’adresse ${email}.`,
    submit: 'Me connecter',
    expired_title: 'Ce lien ne fonctionne plus',
    expired: 'Il a déjà servi, ou il date de plus de 10 minutes. Demandez-en un autre.',
    ask: 'Recevoir un nouveau code',
  },
  errors: {
    email_missing: 'Saisissez votre adresse e-mail.',
    email_invalid: 'Saisissez une adresse e-mail complète, comme prenom@exemple.fr.',
    code_missing: 'Saisissez les 6 chiffres du code.',
    code_wrong: (left: number) =>
      left === 1
        ? 'Ce n’est pas le bon code. Il reste 1 essai.'
        : `Ce n’est pas le bon code. Il reste ${left} essais.`,
    code_expired: 'Ce code n’est plus valable. Demandez-en un autre.',
    code_locked: (time: string) =>
      `Trop de codes faux pour cette adresse. Vous pourrez réessayer à partir de ${time}. Le lien de l’e-mail, lui, fonctionne toujours.`,
    too_many_codes: (time: string) =>
      `Plusieurs codes ont déjà été envoyés à cette adresse. Vous pourrez en demander un autre à partir de ${time}.`,
    account_disabled: 'Ce compte est fermé. Écrivez à l’administration de ce site.',
    identity_taken: 'Cette identité est déjà reliée à un autre compte.',
    email_taken: 'Cette adresse est déjà celle d’un autre compte.',
    provider_unknown: 'Cette façon de se connecter n’existe pas ici.',
    provider_failed:
      'La connexion n’a pas abouti : la réponse reçue n’est pas celle que nous attendions. Recommencez.',
    provider_refused: 'La connexion a été refusée ou abandonnée. Rien n’a changé.',
    provider_unreachable:
      'Ce service de connexion ne répond pas. Réessayez, ou demandez un code par e-mail.',
    passkey_refused: 'Cette clé d’accès n’a pas pu être enregistrée. Recommencez.',
    name_long: 'Le nom affiché compte au plus 80 caractères.',
    role_unknown: 'Choisissez un rôle.',
    scope_unknown:
      'Choisissez où ce rôle vaut, puis le département, la commune (un nom porté par une seule, ou le code INSEE) ou l’organisation.',
    expiry_invalid: 'Indiquez une date à venir, ou laissez vide.',
    beyond_reach: 'Ce rôle ou ce territoire dépasse ce que vous pouvez donner.',
    own_role:
      'Vous ne pouvez pas retirer votre propre rôle d’administration : demandez à quelqu’un d’autre.',
  },
  error_title: 'La connexion n’a pas abouti',
  back_to_sign_in: 'Revenir à la connexion',
  account: {
    title: 'Mon compte',
    saved: 'C’est enregistré. Vous pouvez continuer ou fermer cette page.',
    you: 'Vous',
    email: 'Adresse e-mail',
    display_name: 'Nom affiché',
    display_name_hint:
      'Ce que voient les personnes avec qui vous travaillez. Vous pouvez laisser vide.',
    lang: 'Langue des messages',
    langs: { fr: 'Français', en: 'English' },
    save: 'Enregistrer',
    change_email: 'Changer d’adresse',
    change_email_title: 'Changer d’adresse e-mail',
    change_email_lead: 'Un code sera envoyé à la nouvelle adresse. L’ancienne sera prévenue.',
    new_email: 'Nouvelle adresse e-mail',
    send_code: 'Envoyer le code',
    passkeys: 'Clés d’accès',
    passkeys_text:
      'Une clé d’accès remplace le code : vous vous connectez avec l’empreinte, le visage ou le code de votre appareil.',
    passkeys_none: 'Aucune clé d’accès.',
    passkey_add: 'Ajouter une clé sur cet appareil',
    passkey_needs_script:
      'L’ajout d’une clé demande JavaScript ; le code par e-mail fonctionne sans.',
    passkey_name: 'Clé',
    passkey_default_name: (device: string) => (device ? `Clé de ${device}` : 'Clé d’accès'),
    created: 'Ajoutée',
    last_used: 'Dernière utilisation',
    never: 'jamais',
    remove: 'Retirer',
    identities: 'Identités reliées',
    identities_none: 'Aucune. Vous pouvez en relier une pour vous connecter avec.',
    link_identity: (label: string) => `Relier ${label}`,
    devices: 'Appareils connectés',
    device: 'Appareil',
    unknown_device: 'Appareil inconnu',
    on: (browser: string, system: string) =>
      browser && system ? `${browser} sur ${system}` : browser || system,
    this_device: 'cet appareil',
    method: 'Connexion',
    methods: {
      email_code: 'code par e-mail',
      passkey: 'clé d’accès',
      openid: 'identité reliée',
      demo: 'démonstration',
      test: 'essai',
    },
    since: 'Depuis',
    seen: 'Dernière visite',
    end: 'Déconnecter',
    end_all: 'Déconnecter partout',
    end_all_hint: 'Un appareil perdu, un doute ? Tous seront déconnectés, celui-ci aussi.',
    roles: 'Vos rôles',
    passkey_remove_hidden: (name: string) => `la clé ${name}`,
    roles_none: 'Aucun rôle particulier : vous agissez pour vous-même.',
    role: 'Rôle',
    where: 'Où',
    until: 'Jusqu’au',
    no_end: 'sans limite',
    sign_out: 'Se déconnecter',
    notifications: 'Choisir les messages que je reçois',
  },
  signed_out: {
    title: 'Vous êtes déconnecté',
    text: 'Sur un appareil partagé, fermez aussi la fenêtre.',
    again: 'Se reconnecter',
    everywhere: 'Tous vos appareils sont déconnectés.',
  },
  roles: {
    administrator: 'Administration',
    reviewer: 'Vérification',
    crisis_officer: 'Responsable de crise',
    site_leader: 'Responsable de site',
    association_owner: 'Association : responsable',
    association_manager: 'Association : gestion',
    association_reader: 'Association : lecture',
    distributor_agent: 'Distributeur',
    space_host: 'Animation d’un espace',
    certification_supervisor: 'Surveillance de certification',
    course_author: 'Rédaction de leçons',
  },
  scopes: {
    national: 'Tout le pays',
    department: (name: string, code: string) => `${name || 'Département'} (${code})`,
    commune: (code: string) => `Commune ${code}`,
    organisation: 'Une organisation qui n’est plus au registre',
    site: 'Un lieu d’une mobilisation',
  },
  notifications: {
    title: 'Les messages que je reçois',
    legend: (email: string) => `Par e-mail, à ${email}`,
    hint: 'Les codes de connexion et les messages sur votre compte arrivent toujours.',
    purposes: {
      crisis: 'Les appels en cas de crise',
      missions: 'Les missions',
      newsletter: 'La lettre d’information',
      alerts: 'Les alertes officielles et mes recherches',
    },
    save: 'Enregistrer',
    saved: 'Vos choix sont enregistrés.',
    sms: 'Pour les SMS, répondez STOP à l’un d’eux ; START les fait revenir.',
  },
  admin: {
    navigation: 'Comptes',
    title: 'Comptes',
    lead: 'Chercher une personne par le début de son adresse e-mail, voir ses rôles, en donner ou en retirer.',
    search: 'Début de l’adresse e-mail',
    submit: 'Chercher',
    found: (n: number) => (n === 1 ? '1 compte' : `${n} comptes`),
    none_title: 'Aucun compte trouvé',
    none: 'Vérifiez le début de l’adresse. Une personne a un compte dès sa première connexion.',
    create: 'Créer le compte d’une personne qui ne s’est jamais connectée',
    email: 'Adresse e-mail',
    name: 'Nom affiché',
    created: 'Créé le',
    state: 'État',
    open: 'ouvert',
    disabled: 'fermé',
    roles_held: 'Rôles en cours',
    roles_past: 'Rôles passés',
    grant_title: 'Donner un rôle',
    role: 'Rôle',
    scope: 'Où ce rôle vaut',
    scope_kinds: {
      national: 'Tout le pays',
      department: 'Un département',
      commune: 'Une commune',
      organisation: 'Une organisation',
    },
    scope_department: 'Département',
    scope_commune: 'Commune',
    scope_commune_hint: 'Son nom, ou son code INSEE si plusieurs communes portent ce nom',
    scope_organisation: 'Identifiant de l’organisation',
    scope_organisation_hint: 'Il se lit dans l’adresse de sa fiche.',
    expires: 'Jusqu’au (facultatif)',
    expires_hint: 'Le rôle prend fin de lui-même ce jour-là.',
    grant: 'Donner ce rôle',
    revoke: 'Retirer',
    revoke_hidden: (role: string) => `le rôle ${role}`,
    disable: 'Fermer ce compte',
    disable_text:
      'La personne est déconnectée partout et ne peut plus se connecter. Cela peut être annulé.',
    enable: 'Rouvrir ce compte',
    granted_notice: 'Le rôle est donné. La personne l’a dès sa prochaine page.',
    revoked_notice: 'Le rôle est retiré, dès maintenant.',
    history: 'Journal',
    history_none: 'Rien encore.',
    when: 'Quand',
    what: 'Quoi',
    who: 'Qui',
    actors: {
      person: 'une personne',
      token: 'un programme',
      system: 'le système',
      anonymous: 'un visiteur',
    },
    actions: {
      'account.created': 'compte créé',
      'account.email_changed': 'adresse changée',
      'account.identity_linked': 'identité reliée',
      'account.identity_unlinked': 'identité détachée',
      'account.passkey_added': 'clé d’accès ajoutée',
      'account.passkey_removed': 'clé d’accès retirée',
      'account.signed_out_everywhere': 'déconnexion partout',
      'account.disabled': 'compte fermé',
      'account.enabled': 'compte rouvert',
      'role.granted': 'rôle donné',
      'role.revoked': 'rôle retiré',
      'token.created': 'jeton créé',
    } as Readonly<Record<string, string>>,
  },
  keeps: ({ ordinary, privileged }: Lifetimes, minutes: number): readonly string[] => [
    `Une connexion s’arrête après ${days(ordinary.idle)} jours sans visite, et ${days(ordinary.absolute)} jours en tout (${hours(privileged.idle)} heures et ${days(privileged.absolute)} jours pour qui agit au nom d’une administration). Un code de connexion vaut ${minutes} minutes.`,
    'Un compte sans fiche de bénévole est gardé jusqu’à ce que vous demandiez de l’effacer.',
  ],
  emails: {
    code: (mail: CodeMail) => ({
      subject: `${mail.code} : votre code ${name}`,
      text: [
        mail.purpose === 'change_email'
          ? 'Vous voulez utiliser cette adresse pour votre compte. Voici le code à saisir :'
          : mail.purpose === 'link_identity'
            ? `Quelqu’un veut relier une identité ${mail.provider} au compte de cette adresse. Si c’est vous, voici le code à saisir :`
            : 'Bonjour,\n\nVoici le code à saisir pour vous connecter :',
        '',
        mail.code,
        '',
        mail.link ? `Ou ouvrez ce lien :\n${mail.link}\n` : '',
        `Il est valable ${mail.minutes} minutes. Ne le donnez à personne : nous ne le demandons jamais.`,
        '',
        'Si vous n’avez rien demandé, ne faites rien : sans ce code, personne ne peut se connecter à votre place.',
      ]
        .filter((line, i, all) => line !== '' || all[i - 1] !== '')
        .join('\n'),
    }),
    email_changed: {
      subject: 'Votre adresse a changé',
      text: 'L’adresse e-mail de votre compte vient d’être changée : celle-ci ne sert plus à se connecter.\n\nSi ce n’est pas vous, écrivez tout de suite à l’administration de ce site.',
    },
    passkey_added: {
      subject: 'Une clé d’accès a été ajoutée',
      text: 'Une clé d’accès vient d’être ajoutée à votre compte : elle permet de s’y connecter sans code.\n\nSi ce n’est pas vous, retirez-la dans « Mon compte » et déconnectez tous vos appareils.',
    },
  },
};
