const sign = '\n\nRenfort';

export const mail = {
  phoneCode: (code: string) => `Renfort: your code is ${code}. Do not give it to anybody.`,
  welcome: (firstName: string, url: string) => ({
    subject: 'You are signed up',
    text: `Hello ${firstName},

Thank you: you are signed up as a volunteer. Perhaps nobody needs you right now. We will write when somebody does, and once a year to check that you are still there.

Your record, to complete or correct whenever you like:
${url}${sign}`,
  }),
  resumeSignUp: (firstName: string, url: string) => ({
    subject: 'Your sign-up is almost finished',
    text: `Hello ${firstName},

You began to sign up as a volunteer. What you filled in is kept; one or two steps are left:
${url}

If you do not want to go on, do nothing: it will be erased in a month.${sign}`,
  }),
  guardianAsk: (guardian: string, minor: string, url: string) => ({
    subject: `${minor} wants to volunteer: your consent`,
    text: `Hello ${guardian},

${minor} is signing up as a volunteer on Renfort and named you as parent or guardian. The sign-up is valid only with your consent. Before the age of 18, ${minor} may be offered missions but is never called in a crisis.

To give or refuse your consent:
${url}

This link is valid for 30 days. Without an answer, the sign-up will be erased.${sign}`,
  }),
  guardianAnswered: (firstName: string, agreed: boolean, url: string) => ({
    subject: agreed ? 'Your parent or guardian agrees' : 'Your parent or guardian refused',
    text: agreed
      ? `Hello ${firstName},

The consent was given: your sign-up is complete.
${url}${sign}`
      : `Hello ${firstName},

The consent was refused: your sign-up stays incomplete and will be erased in 30 days. You can sign up on your own at 18.${sign}`,
  }),
  phoneTaken: (firstName: string, url: string) => ({
    subject: 'Your phone number needs an update',
    text: `Hello ${firstName},

Somebody else has just proved that they receive the texts sent to your number. We removed it from your record. If you have a new number, add it:
${url}${sign}`,
  }),
  stillThere: (firstName: string, url: string, last: string | undefined) => ({
    subject: last ? 'Last reminder: still there?' : 'Still there?',
    text: `Hello ${firstName},

Once a year, we check that volunteers are still ready to help. To answer, one page and one button:
${url}

${last ? `Without an answer before ${last}, your record becomes dormant: you will no longer be called.` : 'Without an answer, your record becomes dormant and you will no longer be called.'}${sign}`,
  }),
  dormant: (firstName: string, url: string) => ({
    subject: 'Your record is dormant',
    text: `Hello ${firstName},

Without news from you for a year, we will no longer call you. Come back whenever you like:
${url}${sign}`,
  }),
  erasureSoon: (firstName: string, day: string, url: string) => ({
    subject: `Your record will be erased on ${day}`,
    text: `Hello ${firstName},

Without news from you for nearly three years, we will erase your record and your data on ${day}. To stay, one page and one button:
${url}${sign}`,
  }),
  pauseEnded: (firstName: string, url: string) => ({
    subject: 'Your pause is over',
    text: `Hello ${firstName},

Your pause is over: you may be called again. If this is not the time, extend it:
${url}${sign}`,
  }),
  certificateExpiring: (firstName: string, name: string, day: string, url: string) => ({
    subject: `Expires soon: ${name}`,
    text: `Hello ${firstName},

Your “${name}” is valid until ${day} included. After that date we will no longer call you for what requires it. Once you have renewed it, add the new document:
${url}${sign}`,
  }),
  certificateExpired: (firstName: string, name: string, url: string) => ({
    subject: `Expired: ${name}`,
    text: `Hello ${firstName},

Your “${name}” is no longer valid: we will not call you for what requires it. If you have renewed it, add the new document:
${url}${sign}`,
  }),
  certificateVerified: (firstName: string, name: string, url: string) => ({
    subject: `Verified: ${name}`,
    text: `Hello ${firstName},

Your “${name}” has been verified. Thank you.
${url}${sign}`,
  }),
  certificateRejected: (firstName: string, name: string, reason: string, url: string) => ({
    subject: `To be looked at again: ${name}`,
    text: `Hello ${firstName},

Your “${name}” could not be accepted. Reason: ${reason.toLowerCase()}.

You may correct the record or send another document:
${url}${sign}`,
  }),
  isThisYou: (firstName: string, url: string) => ({
    subject: 'Is another record yours too?',
    text: `Hello ${firstName},

Another volunteer record bears your name, birth date and town. Say whether it is yours too: the two will become one, and what you wrote will not change.
${url}${sign}`,
  }),
};
