import { useFrame } from '#platform/http/frame.ts';
import { Checkboxes } from '#platform/ui/checkboxes/checkboxes.tsx';
import { Details } from '#platform/ui/details/details.tsx';
import { Radios } from '#platform/ui/radios/radios.tsx';
import { DAY_PARTS, slotName, slotsOfWeekly, WEEKDAYS } from '../domain/availability.ts';
import {
  CERTIFICATE_FAMILIES,
  CERTIFICATE_KINDS,
  EFFORTS,
  ELSEWHERE,
  EQUIPMENT,
  LANGUAGES,
  SKILL_FAMILIES,
  SKILLS,
} from '../domain/skill-referential.ts';
import { texts } from '../messages/index.ts';

/** Skills by family; the families that hold a ticked one are open. */
export function SkillChoices({ held }: { readonly held: readonly number[] }) {
  const { join: m, labels } = texts(useFrame().lang);
  return (
    <>
      <h2 class="govuk-heading-m">{m.skills}</h2>
      <p class="govuk-hint">{m.skillsHint}</p>
      {SKILL_FAMILIES.map((family, index) => {
        const skills = SKILLS.filter((skill) => skill.family === family);
        return (
          <Details
            key={family}
            summary={labels.skillFamilies[family]}
            open={index === 0 || skills.some((skill) => held.includes(skill.id))}
          >
            <Checkboxes
              name={`skills_${family}`}
              legend={labels.skillFamilies[family]}
              legendHidden
              columns
              items={skills.map(({ id, code }) => ({
                value: String(id),
                label: labels.skills[code],
              }))}
              values={held.map(String)}
            />
          </Details>
        );
      })}
    </>
  );
}

export function CertificateChoices({ held }: { readonly held: readonly number[] }) {
  const { join: m, labels } = texts(useFrame().lang);
  return (
    <>
      <h2 class="govuk-heading-m">{m.certificates}</h2>
      <p class="govuk-hint">{m.certificatesHint}</p>
      {CERTIFICATE_FAMILIES.map((family) => {
        const kinds = CERTIFICATE_KINDS.filter((kind) => kind.family === family);
        return (
          <Details
            key={family}
            summary={labels.certificateFamilies[family]}
            open={kinds.some((kind) => held.includes(kind.id))}
          >
            <Checkboxes
              name={`certificates_${family}`}
              legend={labels.certificateFamilies[family]}
              legendHidden
              items={kinds.map(({ id, code }) => ({
                value: String(id),
                label: labels.certificates[code],
              }))}
              values={held.map(String)}
            />
          </Details>
        );
      })}
    </>
  );
}

export function EquipmentChoices({ held }: { readonly held: readonly string[] }) {
  const { join: m, labels } = texts(useFrame().lang);
  return (
    <Checkboxes
      name="equipment"
      legend={m.equipment}
      columns
      items={EQUIPMENT.map((value) => ({ value, label: labels.equipment[value] }))}
      values={held}
    />
  );
}

export function EffortChoice({ value }: { readonly value: string }) {
  const { join: m, labels } = texts(useFrame().lang);
  return (
    <Radios
      name="effort"
      legend={m.effort}
      items={EFFORTS.map((effort) => ({
        value: effort,
        label: labels.efforts[effort],
        hint: labels.effortHints[effort],
      }))}
      value={value}
    />
  );
}

/** Folded: nearly everybody speaks what their page is written in, and the list is long. */
export function LanguageChoices({ held }: { readonly held: readonly string[] }) {
  const { join: m, labels } = texts(useFrame().lang);
  const spoken = LANGUAGES.filter((value) => held.includes(value)).map(
    (value) => labels.languages[value],
  );
  return (
    <Details summary={m.languagesHeld(spoken.join(', '))}>
      <Checkboxes
        name="languages"
        legend={m.languages}
        legendHidden
        columns
        items={LANGUAGES.map((value) => ({ value, label: labels.languages[value] }))}
        values={held}
      />
    </Details>
  );
}

export function ElsewhereChoices({ held }: { readonly held: readonly string[] }) {
  const { profile: m, labels } = texts(useFrame().lang);
  return (
    <Checkboxes
      name="elsewhere"
      legend={m.elsewhere}
      hint={m.elsewhereHint}
      items={ELSEWHERE.map((value) => ({ value, label: labels.elsewhere[value] }))}
      values={held}
    />
  );
}

/** The week as a table of boxes, one per slot. */
export function WeeklyGrid({ weekly }: { readonly weekly: number }) {
  const { join: m, labels } = texts(useFrame().lang);
  const ticked = new Set(slotsOfWeekly(weekly));
  return (
    <fieldset class="govuk-fieldset">
      <legend class="govuk-fieldset__legend govuk-fieldset__legend--m">{m.weekly}</legend>
      <p class="govuk-hint">{m.weeklyHint}</p>
      <table class="govuk-table">
        <thead>
          <tr>
            <th scope="col" class="govuk-table__header">
              {m.day}
            </th>
            {DAY_PARTS.map((part) => (
              <th scope="col" class="govuk-table__header" key={part}>
                {labels.dayParts[part]}
                <span class="govuk-hint govuk-!-margin-bottom-0">{labels.dayPartHours[part]}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {WEEKDAYS.map((day) => (
            <tr key={day}>
              <th scope="row" class="govuk-table__header">
                {labels.weekdays[day].slice(0, 3)}
                {/* Hidden from the eye on a phone, so that the week fits. */}
                <span class="rf-rest">{labels.weekdays[day].slice(3)}</span>
              </th>
              {DAY_PARTS.map((part) => {
                const value = slotName(day, part);
                const id = `weekly-${value}`;
                return (
                  <td class="govuk-table__cell" key={part}>
                    <div class="govuk-checkboxes__item">
                      <input
                        class="govuk-checkboxes__input"
                        type="checkbox"
                        id={id}
                        name="weekly[]"
                        value={value}
                        checked={ticked.has(value)}
                      />
                      <label class="govuk-label govuk-checkboxes__label" for={id}>
                        <span class="govuk-visually-hidden">
                          {labels.weekdays[day]} {labels.dayParts[part]}
                        </span>
                      </label>
                    </div>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </fieldset>
  );
}
