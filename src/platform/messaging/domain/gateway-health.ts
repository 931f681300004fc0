/** Times are milliseconds of a clock that only moves forward. */
export interface GatewayHealth {
  /** Since the last success. */
  readonly failures: number;
  /** Not used before then, but for one message that tries it out. */
  readonly restsUntil: number;
}

export const HEALTHY: GatewayHealth = { failures: 0, restsUntil: 0 };

/** One slow answer proves nothing; three in a row send the traffic elsewhere. */
const TOLERATED = 3;
const FIRST_REST_MS = 5_000;
const LONGEST_REST_MS = 120_000;

export function afterSuccess(): GatewayHealth {
  return HEALTHY;
}

/** `certain`: the gateway said that it does not work, no need to ask three times. */
export function afterFailure(health: GatewayHealth, now: number, certain: boolean): GatewayHealth {
  // Those under way when a rest began say nothing new.
  if (now < health.restsUntil) return health;
  const failures = health.failures + (certain ? TOLERATED : 1);
  if (failures < TOLERATED) return { failures, restsUntil: 0 };
  const rests = Math.min(Math.floor(failures / TOLERATED) - 1, 10);
  return { failures, restsUntil: now + Math.min(FIRST_REST_MS * 2 ** rests, LONGEST_REST_MS) };
}

/** 'probing': its rest is over and nothing has succeeded since; one message at a time. */
export type Condition = 'healthy' | 'resting' | 'probing';

export function condition(health: GatewayHealth, now: number): Condition {
  if (health.failures < TOLERATED) return 'healthy';
  return now < health.restsUntil ? 'resting' : 'probing';
}

/**
 * Which of several ways out takes new messages: the first healthy one; with none, the first to try
 * out; `undefined` when all rest. Order is the order of preference.
 */
export function preferred<Name>(
  gateways: readonly {
    readonly name: Name;
    readonly open: boolean;
    readonly health: GatewayHealth;
  }[],
  now: number,
): Name | undefined {
  const open = gateways.filter((gateway) => gateway.open);
  const inCondition = (wanted: Condition) =>
    open.find(({ health }) => condition(health, now) === wanted);
  return (inCondition('healthy') ?? inCondition('probing'))?.name;
}
