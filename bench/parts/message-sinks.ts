// Servers that take messages in a process of their own, as the servers of a provider do.
// Prints their ports; then, for each line on standard input, how many of each kind they have taken.
import { createInterface } from 'node:readline';
import { httpSink, mailSink, smsc } from '#test/harness/message-sinks.ts';

const [mail, centre, http] = [await mailSink(), await smsc(), await httpSink()];
process.stdout.write(
  `${JSON.stringify({ smtpUrl: mail.url, smppPort: centre.port, httpUrl: http.url })}\n`,
);
for await (const _ of createInterface({ input: process.stdin })) {
  const taken = {
    smtp: mail.mails.length,
    smpp: centre.submitted.length,
    http: http.requests.length,
  };
  process.stdout.write(`${JSON.stringify(taken)}\n`);
}
process.exit(0);
