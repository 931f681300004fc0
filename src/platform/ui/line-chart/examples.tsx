import { formatPercent } from '../format.ts';
import type { Examples } from '../style/examples.ts';
import { LineChart } from './line-chart.tsx';

const FORECAST = Array.from({ length: 13 }, (_, i) => ({
  x: i * 10,
  y: Math.round((1 / (1 + Math.exp(-(i * 10 - 58) / 9))) * 1000) / 1000,
}));

export const examples: Examples = {
  name: 'LineChart',
  group: 'figures',
  use: (say) =>
    say('Une courbe, et ses chiffres à un clic.', 'A curve, with its figures one click away.'),
  show: (say, lang) => [
    <LineChart
      key="forecast"
      title={say(
        'Chance de remplir les 12 places avant 18 h',
        'Chance of filling the 12 places before 6 pm',
      )}
      xLabel={say('Personnes alertées', 'People alerted')}
      yLabel={say('Chance', 'Chance')}
      maxY={1}
      formatY={(y) => formatPercent(lang, y)}
      series={[{ label: say('Prévision', 'Forecast'), points: FORECAST }]}
      marker={{ x: 80, y: FORECAST[8]!.y, label: say('84 personnes : 95 %', '84 people: 95%') }}
    />,
  ],
};
