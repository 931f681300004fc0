import type { BasketRefusal } from '../../actions/basket.ts';
import type { MoveRefusal } from '../../actions/move.ts';
import type { OrderEvent, OrderState } from '../../domain/order.ts';
import type { SeatRole } from '../../domain/seats.ts';

const states: Readonly<Record<OrderState, string>> = {
  cart: 'Panier',
  quoted: 'Devis',
  ordered: 'Commandée',
  accepted: 'Acceptée',
  partly_fulfilled: 'Livrée en partie',
  fulfilled: 'Livrée',
  invoiced: 'Facturée',
  closed: 'Terminée',
  refused: 'Refusée',
  cancelled: 'Annulée',
  expired: 'Expirée',
  returned: 'Rendue',
};

const events: Readonly<Record<OrderEvent, string>> = {
  quote: 'devis établi',
  revise: 'devis repris',
  order: 'commande passée',
  accept: 'commande acceptée',
  refuse: 'commande refusée',
  cancel: 'commande annulée',
  expire: 'délai dépassé',
  deliver_part: 'livraison partielle',
  deliver_all: 'livraison complète',
  settle: 'reste abandonné',
  invoice: 'facture envoyée',
  close: 'commande terminée',
  return: 'commande rendue',
};

const acts: Readonly<Record<OrderEvent, string>> = {
  quote: 'Établir le devis',
  revise: 'Revenir au panier',
  order: 'Commander',
  accept: 'Accepter la commande',
  refuse: 'Refuser la commande',
  cancel: 'Annuler la commande',
  expire: 'Faire expirer',
  deliver_part: 'Livrer en partie',
  deliver_all: 'Livrer',
  settle: 'Abandonner ce qui n’est pas livré',
  invoice: 'Noter la facture',
  close: 'Terminer',
  return: 'Noter le retour',
};

const nextForBuyer: Readonly<Record<OrderState, string>> = {
  cart: 'Vérifiez votre panier, puis établissez le devis.',
  quoted: 'Le devis vaut 30 jours. Commandez quand votre association est d’accord.',
  ordered: 'Le distributeur a 14 jours pour accepter. Vous pouvez encore annuler.',
  accepted: 'Le distributeur prépare la livraison. Vous pouvez encore annuler.',
  partly_fulfilled: 'Une partie est livrée : vos clés sont sur cette page. Le reste suit.',
  fulfilled: 'Tout est livré : vos clés sont sur cette page. La facture suit.',
  invoiced: 'La facture vient du distributeur. La commande se termine 30 jours après.',
  closed: 'Cette commande est terminée. Vos clés restent lisibles ici.',
  refused: 'Le distributeur a refusé. Rien n’est dû, et vos places sont rendues.',
  cancelled: 'Rien n’est dû, et vos places sont rendues.',
  expired: 'Le délai est passé. Rien n’est dû ; vous pouvez refaire une commande.',
  returned: 'Le distributeur a noté le retour.',
};

const nextForDistributor: Readonly<Record<OrderState, string>> = {
  cart: '',
  quoted: '',
  ordered: 'À vous : acceptez ou refusez sous 14 jours.',
  accepted: 'À vous : livrez les clés ou les références.',
  partly_fulfilled: 'À vous : livrez le reste, ou dites pourquoi il ne viendra pas.',
  fulfilled: 'À vous : envoyez la facture et notez son numéro.',
  invoiced: 'La commande se termine 30 jours après la facture.',
  closed: 'Cette commande est terminée.',
  refused: 'Vous avez refusé cette commande.',
  cancelled: 'L’association a annulé.',
  expired: 'Le délai est passé sans réponse.',
  returned: 'Vous avez noté le retour.',
};

const refusals: Readonly<
  Record<BasketRefusal | MoveRefusal | 'too_many' | 'content_missing', string>
> = {
  not_found: 'Cette commande n’existe pas.',
  not_yours: 'Vous n’agissez pas pour cette association.',
  price_unknown:
    'Ce produit ne se commande pas ici : son prix pour une association n’est pas connu.',
  seats_missing: 'Écrivez combien de personnes l’utiliseront, entre 1 et 10 000.',
  seat_role_refused: 'L’éditeur ne l’accorde pas à ces personnes.',
  quota_exceeded: 'L’éditeur n’accorde pas autant de places à une association.',
  not_entitled:
    'Votre association n’est pas reconnue pour ce programme : demandez d’abord la décision.',
  attestation_revoked:
    'L’attestation de votre association pour ce programme a été révoquée. Demandez une nouvelle décision.',
  attestation_altered:
    'L’attestation de votre association n’est plus celle qui a été signée : elle est refusée. Écrivez-nous.',
  attestation_impossible:
    'L’attestation de votre association ne peut pas être établie : elle n’est plus au registre.',
  no_distributor: 'Ce distributeur ne vend plus. Choisissez-en un autre.',
  not_authorised_product: 'Ce distributeur n’est pas habilité pour ce produit.',
  not_authorised_department: 'Ce distributeur n’est pas habilité dans votre département.',
  authorisation_not_yet: 'L’habilitation de ce distributeur n’a pas commencé.',
  authorisation_over: 'L’habilitation de ce distributeur est terminée.',
  authorisation_withdrawn: 'L’habilitation de ce distributeur a été retirée.',
  transition_not_allowed: 'La commande a changé entre-temps : voici où elle en est.',
  reason_missing: 'Dites pourquoi, en une phrase.',
  empty_basket: 'Le panier est vide.',
  too_many: 'C’est plus que ce qui reste à livrer.',
  content_missing: 'Écrivez les clés, les références ou le moyen d’accès.',
};

const seatRoles: Readonly<Record<SeatRole, string>> = {
  employee: 'Salariés',
  officer: 'Dirigeants bénévoles (bureau, conseil)',
  volunteer: 'Autres bénévoles',
  member: 'Adhérents',
  beneficiary: 'Personnes aidées',
};

type Todo = Readonly<Partial<Record<OrderState, (n: number) => string>>>;

/** What waits for each side, with how many of it. */
const todo: Readonly<Record<'buyer' | 'distributor', Todo>> = {
  buyer: {
    quoted: (n) => `${n} devis à confirmer`,
  },
  distributor: {
    ordered: (n) =>
      `${n} ${n > 1 ? 'commandes à accepter ou refuser' : 'commande à accepter ou refuser'}`,
    accepted: (n) => `${n} ${n > 1 ? 'commandes à livrer' : 'commande à livrer'}`,
    partly_fulfilled: (n) =>
      `${n} ${n > 1 ? 'commandes à livrer jusqu’au bout' : 'commande à livrer jusqu’au bout'}`,
    fulfilled: (n) => `${n} ${n > 1 ? 'commandes à facturer' : 'commande à facturer'}`,
  },
};

export const fr = {
  todo,
  /** Between a label and its value. */
  colon: ' : ' as string,
  title: 'Commandes',
  lead: 'Les commandes de votre association, ou celles que vous avez à servir.',
  navigation: 'Commandes',
  states,
  events,
  acts,
  next: { buyer: nextForBuyer, distributor: nextForDistributor },
  refusals,
  seatRoles,
  open: 'En cours',
  ended: 'Terminées',
  state: 'État',
  reference: 'Commande',
  association: 'Association',
  distributor: 'Distributeur',
  products: 'Produits',
  seats: 'Places',
  net: 'Total hors taxes',
  gross: 'Total à payer',
  vatAt: (rate: string) => `TVA ${rate} %`,
  since: 'Depuis',
  count: (n: number): string => (n > 1 ? 'commandes' : 'commande'),
  nothing: 'Aucune commande ici',
  nothingHelp: 'Choisissez un produit dans le catalogue pour en commencer une.',
  toCatalogue: 'Voir le catalogue',
  start: (product: string) => `Commander ${product}`,
  startLead:
    'Dites pour qui, et chez qui. Rien n’est commandé avant que vous ne l’ayez confirmé sur le devis.',
  askDecision: 'Demander la décision d’éligibilité',
  forWhom: 'Association',
  fromWhom: 'Distributeur habilité',
  noDistributor:
    'Aucun distributeur n’est habilité pour ce produit dans votre département. Les solutions libres n’en demandent pas.',
  howMany: 'Combien de personnes l’utiliseront ?',
  howManyHelp: 'L’éditeur demande qui elles sont : il ne l’accorde pas à tous.',
  left: (n: number) =>
    n > 1
      ? `${n} places possibles jusqu’à la fin de la période`
      : `${n} place possible jusqu’à la fin de la période`,
  add: 'Mettre au panier',
  remove: 'Retirer',
  removeWhat: (product: string) => `${product} du panier`,
  more: 'Ajouter un autre produit',
  line: 'Produit',
  unit: 'Prix unitaire',
  delivered: 'Livrées',
  lines: 'Ce qui est commandé',
  attestation: 'Attestation d’éligibilité',
  attestationInForce: 'en vigueur',
  attestationOver: 'n’est plus en vigueur',
  attestationOverHelp:
    'L’attestation de cette association n’est plus en vigueur : ne livrez pas avant de savoir pourquoi.',
  history: 'Historique',
  by: { buyer: 'l’association', distributor: 'le distributeur', clock: 'le calendrier' },
  keys: 'Vos clés et références',
  keysLead: 'Vous seuls pouvez les lire. Chaque lecture est notée.',
  keysShow: 'Lire les clés',
  keysNone: 'Rien n’est encore livré.',
  deliver: 'Livrer',
  deliverWhat: 'Produit',
  deliverSeats: 'Nombre de places',
  deliverContent: 'Clés, références ou moyen d’accès',
  deliverHelp:
    'Chiffré dès l’envoi : seule l’association pourra le lire, vous ne pourrez plus le relire ici.',
  reason: 'Pourquoi ?',
  invoice: 'Numéro de la facture',
  quoteFile: 'Télécharger le devis (PDF)',
  quoteTitle: (reference: string) => `Devis ${reference}`,
  quoteValid: (date: string) => `Valable jusqu’au ${date}.`,
  quoteFor: (name: string) => `Pour : ${name}`,
  quoteBy: (name: string) => `Par : ${name}`,
  quoteNote:
    'Prix pour une association reconnue par le programme. Ce devis n’engage l’association qu’une fois la commande confirmée en ligne.',
  saved: 'C’est noté',
  mailSubject: (reference: string, what: string) => `Commande ${reference} : ${what}`,
  mailText: (order: {
    readonly reference: string;
    readonly what: string;
    readonly next: string;
    readonly distributor: string;
    readonly url: string;
  }) =>
    [
      `Commande ${order.reference} (distributeur : ${order.distributor}) : ${order.what}.`,
      '',
      order.next,
      '',
      order.url,
    ].join('\n'),
};
