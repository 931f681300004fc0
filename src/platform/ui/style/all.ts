import { examples as bigNumber } from '../big-number/examples.tsx';
import { examples as button } from '../button/examples.tsx';
import { examples as departmentMap } from '../department-map/examples.tsx';
import { examples as details } from '../details/examples.tsx';
import { examples as emptyState } from '../empty-state/examples.tsx';
import { examples as errorBody } from '../error-body/examples.tsx';
import { examples as errorSummary } from '../error-summary/examples.tsx';
import { examples as funnel } from '../funnel/examples.tsx';
import { examples as icon } from '../icon/examples.tsx';
import { examples as lineChart } from '../line-chart/examples.tsx';
import { examples as messageCard } from '../message-card/examples.tsx';
import { examples as notice } from '../notice/examples.tsx';
import { examples as radios } from '../radios/examples.tsx';
import { examples as recordHeader } from '../record-header/examples.tsx';
import { examples as resultCard } from '../result-card/examples.tsx';
import { examples as select } from '../select/examples.tsx';
import { examples as staffList } from '../staff-list/examples.tsx';
import { examples as summaryList } from '../summary-list/examples.tsx';
import { examples as table } from '../table/examples.tsx';
import { examples as tag } from '../tag/examples.tsx';
import { examples as textField } from '../text-field/examples.tsx';
import { examples as time } from '../time/examples.tsx';
import { examples as timeline } from '../timeline/examples.tsx';
import { examples as verdict } from '../verdict/examples.tsx';
import { examples as zoneMap } from '../zone-map/examples.tsx';
import type { Examples } from './examples.ts';

/** In the order in which the style guide shows them. */
export const ALL_EXAMPLES: readonly Examples[] = [
  icon,
  button,
  textField,
  select,
  radios,
  errorSummary,
  messageCard,
  notice,
  tag,
  recordHeader,
  verdict,
  summaryList,
  details,
  time,
  emptyState,
  errorBody,
  table,
  staffList,
  resultCard,
  bigNumber,
  funnel,
  lineChart,
  timeline,
  zoneMap,
  departmentMap,
];
