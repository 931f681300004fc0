import type { DateString } from '#platform/kernel/dates.ts';
import type { DistributorState } from '../domain/distributor.ts';
import type { OrderEvent, OrderState, Party } from '../domain/order.ts';
import type { SeatCounts, SeatRole } from '../domain/seats.ts';
import type { PriceUnit } from '../domain/total-cost.ts';

export const PRODUCT_KINDS = ['software', 'training', 'service'] as const;
export type ProductKind = (typeof PRODUCT_KINDS)[number];

export interface Product {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly publisher: string;
  readonly kind: ProductKind;
  readonly category: string;
  readonly libre: boolean;
  /** SPDX identifier, or `proprietary`. */
  readonly licence: string;
  readonly summaryFr: string;
  readonly summaryEn: string;
  readonly website: string;
  /** Cents without tax; null when unknown. */
  readonly publicPrice: number | null;
  readonly associationPrice: number | null;
  readonly priceUnit: PriceUnit;
  readonly entryFee: number;
  /** Hundredths of a percent. */
  readonly vatRate: number;
  readonly priceSource: string;
  readonly priceCheckedOn: DateString | null;
  readonly seatRoles: readonly SeatRole[];
  readonly quotaSeats: number | null;
  readonly quotaMonths: number | null;
  readonly pack: string;
  readonly state: 'draft' | 'listed' | 'withdrawn';
  readonly withdrawnReason: string;
}

export interface Hosting {
  readonly id: string;
  readonly kind: 'own' | 'shared' | 'managed';
  readonly provider: string;
  readonly website: string;
  readonly price: number | null;
  readonly priceUnit: PriceUnit;
}

export interface Distributor {
  readonly id: string;
  readonly name: string;
  readonly siren: string | null;
  readonly email: string;
  readonly website: string;
  readonly state: DistributorState;
}

export interface Order {
  readonly id: string;
  readonly reference: string;
  readonly organisationId: string;
  readonly department: string;
  readonly distributorId: string;
  readonly state: OrderState;
  readonly stateSince: Date;
  readonly createdAt: Date;
  readonly invoiceReference: string;
}

export interface OrderLine {
  readonly productId: string;
  readonly slug: string;
  readonly name: string;
  readonly seats: SeatCounts;
  readonly quantity: number;
  readonly delivered: number;
  readonly unitPrice: number;
  readonly publicPrice: number | null;
  readonly vatRate: number;
  readonly cycleStartsOn: DateString | null;
  /** The decision of eligibility that was in force when it was ordered, and its attestation. */
  readonly decisionId: string | null;
  readonly attestation: string | null;
}

export interface OrderStep {
  readonly seq: number;
  readonly event: OrderEvent;
  readonly state: OrderState;
  readonly party: Party;
  readonly accountId: string | null;
  readonly at: Date;
  readonly reason: string;
}
