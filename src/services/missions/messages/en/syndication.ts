import type { syndication as french } from '../fr/syndication.ts';

export const syndication: typeof french = {
  feedTitle: 'Volunteering missions',
  subscribe: 'Subscribe to these missions',
  rss: 'RSS feed',
  jsonFeed: 'JSON feed',
  embedLink: 'Show them on your site',
  embedTitle: 'Show missions on your site',
  embedLead:
    'Copy these lines into a page of your site. The missions there stay up to date, without trackers or cookies, and can be read without JavaScript.',
  choose: 'Which missions?',
  near: 'Around',
  nearHint: 'A town; leave empty for the whole country',
  family: 'Kind of need',
  allFamilies: 'All',
  remote: 'Where',
  everywhere: 'Remote and on site',
  show: 'Prepare the lines',
  code: 'Lines to copy',
  preview: 'Preview',
  allMissions: 'All missions',
  none: 'No mission at the moment.',
  onEngagement: 'On API Engagement',
  engagementHelp:
    'API Engagement passes your missions on to its partners, JeVeuxAider.gouv.fr among them.',
  engagement: {
    accepted: 'Accepted and passed on.',
    refused: (why: string) =>
      why ? `Refused: ${why}. Change the mission, it will be sent again.` : 'Refused.',
    waiting: 'Sent, waiting for review.',
  },
};
