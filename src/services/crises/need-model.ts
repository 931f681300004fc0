import type { Outcome } from './domain/places.ts';

interface Person {
  state:
    | 'none'
    | 'declined'
    | 'withdrawn'
    | 'confirmed'
    | 'offered'
    | 'reserve'
    | 'lapsed'
    | 'released';
  rank: number;
  until: number;
}

/** For tests: the rules of a need, said again as simply as can be, which the program is compared with. */
export class NeedModel {
  readonly people: Person[];
  readonly places: number;
  open = true;
  next = 1;
  other: NeedModel | undefined;
  constructor(people: number, places: number) {
    this.people = Array.from({ length: people }, () => ({ state: 'none', rank: 0, until: 0 }));
    this.places = places;
  }
  holds(index: number) {
    return ['confirmed', 'offered'].includes(this.people[index]?.state ?? '');
  }
  busy(index: number) {
    return this.other?.holds(index) ?? false;
  }
  free() {
    return this.places - this.people.filter((_, index) => this.holds(index)).length;
  }
  queue() {
    return this.people
      .map((person, index) => ({ person, index }))
      .filter(({ person }) => person.state === 'reserve')
      .sort((a, b) => a.person.rank - b.person.rank)
      .map(({ index }) => index);
  }
  promote(now: number) {
    if (!this.open) return;
    for (const index of this.queue()) {
      if (this.free() <= 0) return;
      if (!this.busy(index))
        Object.assign(this.people[index]!, { state: 'offered', until: now + 30 });
    }
  }
  say(index: number, answer: 'yes' | 'no', now: number): Outcome {
    const outcome = this.decide(this.people[index]!, index, answer);
    this.promote(now);
    return outcome;
  }
  decide(person: Person, index: number, answer: 'yes' | 'no'): Outcome {
    if (person.state === 'released') return answer === 'yes' ? 'released' : 'withdrawn';
    if (answer === 'no') {
      if (person.state === 'none' || person.state === 'declined') {
        person.state = 'declined';
        return 'declined';
      }
      person.state = 'withdrawn';
      return 'withdrawn';
    }
    if (person.state === 'confirmed' || person.state === 'reserve') return person.state;
    if (!this.open) return 'closed';
    if (this.busy(index)) return 'busy';
    if (person.state === 'offered') {
      person.state = 'confirmed';
      return 'confirmed';
    }
    const waiting = this.queue().filter((one) => !this.busy(one)).length;
    const room = this.free() > waiting;
    Object.assign(person, { state: room ? 'confirmed' : 'reserve', rank: this.next++ });
    return room ? 'confirmed' : 'reserve';
  }
  lapse(now: number) {
    const late = this.people.filter(({ state, until }) => state === 'offered' && until <= now);
    for (const person of late) person.state = 'lapsed';
    if (late.length > 0) this.promote(now);
  }
  close() {
    this.open = false;
    for (const person of this.people) {
      if (person.state === 'offered' || person.state === 'reserve') person.state = 'released';
    }
  }
}
