import { plural } from '#platform/i18n/index.ts';

export const writing = {
  title: 'Write lessons',
  lead: 'The lessons that are read here. A draft is seen by those who write only; what is published takes the place of the lesson that comes with Renfort.',
  course: 'Lesson',
  languages: { fr: 'In French', en: 'In English' },
  shipped: 'Comes with Renfort',
  states: {
    draft: 'Draft',
    published: 'Published here',
    replaced: 'Replaced',
    withdrawn: 'Withdrawn',
  },
  none: 'Not written yet',
  edit: 'Write',
  editHidden: (course: string, lang: string) => `${course}, ${lang}`,
  newTitle: 'A new lesson',
  newId: 'Its name in the address',
  newIdHint: 'Lower case, no accents, with hyphens: family-budget. It does not change afterwards.',
  begin: 'Begin',
  source: 'The text of the lesson',
  sourceHint:
    'A head, then parts “## Title {#name}”, with the exercises in blocks. The model shows it all.',
  save: 'Save the draft',
  publish: 'Publish',
  withdraw: 'Take out of reading',
  withdrawHelp:
    'The lesson that comes with Renfort, if there is one, takes its place again. People’s answers are kept.',
  preview: 'See the preview',
  previewKicker: 'Preview of the draft',
  backToText: 'Back to the text',
  answerShown: 'Right answer and explanation',
  savedClean: 'The draft is saved and reads without a mistake.',
  savedWrong: (n: number) =>
    plural('en', n, {
      one: 'The draft is saved. One thing is left to correct before publishing.',
      other: `The draft is saved. ${n} things are left to correct before publishing.`,
    }),
  line: (line: number, message: string) => `Line ${line}: ${message}`,
  publishedNow: 'This is what people read now.',
  errors: {
    not_allowed: 'Your role does not allow you to write lessons',
    course_id_wrong: 'Write lower case without accents and hyphens, like family-budget',
    source_too_long: (most: number) => `The text is too long: ${most} characters at most`,
    changed_meanwhile:
      'Somebody else has saved this draft since you opened it. Your text is below: copy it, open the page again and join the two.',
    nothing_to_publish: 'Save a draft first',
    mistakes_left: 'Correct the mistakes of the draft first',
    version_lower: (current: number) =>
      `The version written in the head must be at least ${current}, the one that is read today`,
    transition_not_allowed: 'This is no longer possible: load the page again',
  },
  mistakes: {
    front_matter_missing: () => 'begin with a line ---, the fields, then a line ---',
    field_unreadable: (found: string) => `“${found}” is not of the form field: text`,
    field_missing: (found: string) => `the field ${found} is missing`,
    field_twice: (found: string) => `the field ${found} is written twice`,
    field_unknown: (found: string) => `there is no field ${found}`,
    number_out_of_range: (found: string) => `“${found}” is not a number that is possible here`,
    theme_unknown: (found: string) =>
      `“${found}” is not a theme: start, write, together, safe or help`,
    text_outside_section: () => 'this text comes before the first heading “##”',
    section_id_missing: (found: string) => `add a name after the heading: ## ${found} {#name}`,
    practice_missing: () => 'the part to do for real is missing: ## … {#practice}',
    summary_missing: () => 'the page to print is missing: ## … {#summary}',
    exercise_missing: () => 'at least one exercise is missing',
    file_missing: (found: string) => `the file ${found} is not beside the lesson`,
    brace_not_closed: () => 'a brace is not closed',
    answer_missing: () => 'the answer is missing',
    right_answer_missing: (found: string) =>
      found === '' ? 'the answer is missing' : `the answer “${found}” is not among the choices`,
    several_right_answers: () => 'only one right answer is possible here',
    choices_missing: () => 'at least two choices are needed',
    pair_incomplete: (found: string) => `“${found}” is not of the form left = right`,
    number_expected: (found: string) => `“${found}” is not a number`,
    place_expected: (found: string) =>
      `“${found}” is not a place: rectangle x y width height, or circle x y radius`,
    picture_missing: (found: string) => `“${found}” is not the name of an .svg picture`,
    check_unknown: (found: string) => `“${found}” is not a check of a file`,
    id_twice: (found: string) => `the name ${found} is used twice`,
    question_missing: () => 'the question is missing',
    kind_unknown: (found: string) =>
      `“${found}” is not a kind of exercise: single, multiple, ordering, matching, text, number, hotspot or file`,
    not_supported: (found: string) => `“${found}” is not provided for`,
    competence_unknown: (found: string) => `“${found}” is not a code of DigComp, like 1.2`,
    level_unknown: (found: string) => `“${found}” is not a level from 1 to 8`,
    doctype_refused: () => 'a DOCTYPE is not accepted',
    xml_malformed: () => 'the XML is malformed',
    too_large: () => 'this is too long',
  },
  template: `---
title: Title of the lesson
need: I would like to…
summary: What one can do afterwards.
theme: start
minutes: 30
level: 2
competences: 1.1
version: 1
---

## First part {#first}

One idea in a paragraph. **An important word**, and a list:

- a point;
- another.

\`\`\`exercise
id: my-first
kind: single
question: What do you do?
choices:
- A mistake that people often make
- The right answer
- Another mistake
answer: The right answer
explanation: Why, in a sentence or two.
\`\`\`

## What I do today {#practice}

1. A first step.
2. A second one.

## In short {#summary}

- To remember.
`,
};
