// The parts of the package "smpp" (which brings no types) that Renfort uses.
declare module 'smpp' {
  import type { EventEmitter } from 'node:events';
  import type { Server as NetServer } from 'node:net';

  export interface Pdu {
    readonly command: string;
    readonly command_status: number;
    readonly sequence_number: number;
    readonly message_id?: string;
    readonly source_addr?: string;
    readonly destination_addr?: string;
    readonly esm_class?: number;
    readonly data_coding?: number;
    readonly short_message?: {
      readonly message?: string | Buffer;
      readonly udh?: readonly Buffer[];
    };
    readonly message_payload?: { readonly message?: string | Buffer };
    readonly receipted_message_id?: string;
    readonly message_state?: number;
    readonly sar_msg_ref_num?: number;
    readonly sar_total_segments?: number;
    readonly sar_segment_seqnum?: number;
    readonly system_id?: string;
    readonly password?: string;
    isResponse(): boolean;
    response(options?: Record<string, unknown>): Pdu;
  }

  type Send = (
    options: Record<string, unknown>,
    onResponse?: (pdu: Pdu) => void,
    onSent?: (pdu: Pdu) => void,
  ) => boolean;

  export interface Session extends EventEmitter {
    bind_transceiver: Send;
    submit_sm: Send;
    deliver_sm: Send;
    enquire_link: Send;
    unbind: Send;
    send(pdu: Pdu): boolean;
    close(onClosed?: () => void): void;
    destroy(onClosed?: () => void): void;
  }

  export interface Server extends NetServer {
    readonly sessions: Session[];
  }

  const smpp: {
    connect(options: { host: string; port: number; tls?: boolean }): Session;
    createServer(onSession: (session: Session) => void): Server;
    readonly encodings: Readonly<
      Record<'ASCII' | 'UCS2', { match(text: string): boolean; encode(text: string): Buffer }>
    >;
    readonly errors: Readonly<Record<string, number>>;
  };
  // biome-ignore lint/style/noDefaultExport: the package is CommonJS
  export default smpp;
}
