import { WireRefusal } from '../wire-schema.js';

/** What is known of `channel_status` (C-370, vendor page). */
export const channelStatuses = [
  'bad_address',
  'barred',
  'busy',
  'calling',
  'congestion',
  'connected',
  'disconnected',
  'knocking',
  'muted',
  'no_answer',
  'onhold',
  'onvideo',
  'outbound_accepted',
  'outbound_incoming',
  'outbound_preview',
  'outbound_rejected',
  'outbound_skipped',
  'outgoing',
  'picking',
  'queue_closed',
  'queue_full',
  'rejected',
  'ringing',
  'system_error',
  'temporary_failure',
  'transferring',
  'unknown',
  'unreachable',
] as const;
export type SinchChannelStatus = (typeof channelStatuses)[number];

/** Where an interaction is (C-368, vendor code and vendor page). */
export type SinchInteractionStatus = 'incoming' | 'outgoing' | 'accepted' | 'rejected' | 'ended' | 'handled';

/** An interaction by the names of C-369 (vendor page); what the page does not print is not there. */
export interface SinchInteraction {
  /** 32 characters (C-357). */
  id: string;
  channel_type: 'phone';
  channel_status: SinchChannelStatus;
  /** ISO 8601 UTC. */
  date_created: string;
  status: SinchInteractionStatus;
  /** The A number: who calls. */
  originator: string;
  /** The B number: who is called. */
  destination: string;
  dir_entry?: { id?: string; name?: string };
  recording: boolean;
}

/** A telephone call on the panel. */
export interface PanelCall {
  interaction: SinchInteraction;
  isHeld: boolean;
  isMuted: boolean;
  /** The id of the call about which this one asks a colleague. */
  consults?: string;
  /** Where it was transferred to. */
  transferredTo?: string;
  /** The tones that were sent in it, in order, one each. */
  tones: string[];
}

/** Milliseconds from one step to the next of a call that goes on by itself. What is absent happens only when it is told. */
export interface PanelCourse {
  /** From the dial until the other end rings. */
  ring?: number;
  /** From the ringing until it answers. */
  answer?: number;
  /** From the answer until it hangs up. */
  end?: number;
}

/** Whoever is called or calls. */
export interface Caller {
  /** The customer's number. */
  from: string;
  /** The queue's address that was called; the first phone queue's when absent. */
  queue?: string;
  /** The customer's name in the directory. */
  name?: string;
}

/** What the calls need of the panel around them. */
export interface PanelCallsHost {
  /** Tells the page an event: the payload of `type: "state"`. */
  tell(payload: Record<string, unknown>): void;
  /** Does it after so many milliseconds; gives what calls it off. */
  after(milliseconds: number, work: () => void): () => void;
  now(): number;
  /** The user's own address: who calls where no queue is named. */
  readonly extension: string;
  /** The first phone queue's address. */
  readonly queue: string;
  readonly course: PanelCourse;
  /** `true` leaves a call that is over in the list until it is handled. */
  readonly wrapsUp: boolean;
  readonly isRecorded: boolean;
}

/** What a user does with a call, in the panel or through the page (C-359, C-360). */
export type PanelPress =
  | 'accept'
  | 'reject'
  | 'hangup'
  | 'handle'
  | 'hold'
  | 'unhold'
  | 'mute'
  | 'unmute'
  | 'startRecording'
  | 'stopRecording';

const isOn = ({ interaction: { status } }: PanelCall) => status === 'accepted';
const isLive = ({ interaction: { status } }: PanelCall) => ['incoming', 'outgoing', 'accepted'].includes(status);

/** An id of 32 characters, as interactions have it (C-357). */
export function makePanelId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join('');
}

/** The calls of one user, and how they go on. Every step throws a {@link WireRefusal} where the call is not such that it can. */
export class PanelCalls {
  readonly #host: PanelCallsHost;
  #all: PanelCall[] = [];
  #active: string | null = null;
  readonly #courses = new Map<string, () => void>();

  constructor(host: PanelCallsHost) {
    this.#host = host;
  }

  /** In the order they came; those that are over until they are handled. */
  get all(): readonly PanelCall[] {
    return this.#all;
  }
  /** The one in view (C-371); nothing when the user looks at something else. */
  get active(): PanelCall | undefined {
    return this.#all.find(({ interaction }) => interaction.id === this.#active);
  }

  /** The call of this id; the one in view when there is no id. */
  find(id: string | undefined): PanelCall {
    const found = id === undefined ? this.active : this.#all.find(({ interaction }) => interaction.id === id);
    if (!found)
      throw new WireRefusal(id === undefined ? 'No interaction is in view.' : `There is no interaction ${id}.`);
    return found;
  }

  /** The user or the page dials. */
  dial(to: string, from: string): PanelCall {
    return this.#add({ originator: from, destination: to, status: 'outgoing', channel_status: 'calling' });
  }

  /** Somebody calls. */
  incoming({ from, queue = this.#host.queue, name }: Caller): PanelCall {
    return this.#add({
      originator: from,
      destination: queue,
      status: 'incoming',
      channel_status: 'ringing',
      ...(name !== undefined && { dir_entry: { name } }),
    });
  }

  /** A contact of the pick list comes, already accepted (C-359). */
  pick(id: string, { from, queue = this.#host.queue, name }: Caller): PanelCall {
    return this.#add({
      id,
      originator: from,
      destination: queue,
      status: 'accepted',
      channel_status: 'connected',
      ...(name !== undefined && { dir_entry: { name } }),
    });
  }

  /** A second call, to a colleague; the first one waits (C-363). */
  consult(call: PanelCall, to: string): PanelCall {
    if (!isOn(call)) throw new WireRefusal('Only a call that was accepted can be asked about.');
    if (this.#all.some((each) => each.consults === call.interaction.id && isLive(each)))
      throw new WireRefusal('This call has a consultation already.');
    this.#hold(call);
    const second = this.dial(to, this.#host.extension);
    second.consults = call.interaction.id;
    return second;
  }

  /** Joins a call and its consultation: both end for this user (C-364). Gives the one that was the customer's. */
  join(call: PanelCall): PanelCall {
    const firstId = call.consults ?? call.interaction.id;
    const first = this.#all.find(({ interaction }) => interaction.id === firstId);
    const second = this.#all.find((each) => each.consults === firstId && isLive(each));
    if (!first || !isOn(first) || !second) throw new WireRefusal('There are no two calls to join.');
    if (!isOn(second)) throw new WireRefusal('The colleague has not answered.');
    this.end(first);
    this.end(second);
    return first;
  }

  /** Gives the call away (C-362). */
  transfer(call: PanelCall, to: string): void {
    if (!isOn(call)) throw new WireRefusal('Only a call that was accepted can be transferred.');
    call.transferredTo = to;
    this.#channel(call, 'transferring');
    this.end(call);
  }

  /** One tone (C-361). */
  tone(call: PanelCall, tone: string): void {
    if (!isOn(call)) throw new WireRefusal('Tones go only into a call that was accepted.');
    call.tones.push(tone);
  }

  /** What the user does, in the panel or through the page. */
  press(call: PanelCall, press: PanelPress): void {
    const { status } = call.interaction;
    const needed: Readonly<Record<PanelPress, boolean>> = {
      accept: status === 'incoming',
      reject: status === 'incoming',
      hangup: status === 'outgoing' || status === 'accepted',
      handle: status === 'ended',
      hold: isOn(call) && !call.isHeld,
      unhold: isOn(call) && call.isHeld,
      mute: isOn(call) && !call.isMuted,
      unmute: isOn(call) && call.isMuted,
      startRecording: isOn(call) && !call.interaction.recording,
      stopRecording: isOn(call) && call.interaction.recording,
    };
    if (!needed[press])
      throw new WireRefusal(`No ${press} of an interaction like this: ${status}, ${call.interaction.channel_status}.`);
    this.#presses[press](call);
  }

  /** The other end's telephone rings. */
  ring(call: PanelCall): void {
    if (call.interaction.status !== 'outgoing') throw new WireRefusal('Only an outgoing call rings at the other end.');
    this.#channel(call, 'ringing');
    this.#goOn(call, this.#host.course.answer, () => this.answer(call));
  }

  /** The other end answers. */
  answer(call: PanelCall): void {
    if (call.interaction.status !== 'outgoing') throw new WireRefusal('Only an outgoing call is answered there.');
    this.#connect(call);
  }

  /** The call is over: the other end hung up, is busy, does not answer. */
  end(call: PanelCall, why: SinchChannelStatus = 'disconnected'): void {
    if (!isLive(call)) throw new WireRefusal('This call is over already.');
    this.#stop(call);
    call.isHeld = call.isMuted = false;
    this.#channel(call, why);
    this.#status(call, 'ended');
    if (!this.#host.wrapsUp) this.#handle(call);
  }

  /** The user looks at a call, or at something else (C-371). */
  view(call: PanelCall | undefined): void {
    const id = call?.interaction.id ?? null;
    if (id === this.#active) return;
    this.#active = id;
    this.#host.tell({ attribute: 'activeInteraction', value: call ? { ...call.interaction } : null });
  }

  /** Takes calls away without a word: they ended while the panel was loading (S-41). */
  forget(ids: readonly string[]): void {
    for (const call of this.#all) if (ids.includes(call.interaction.id)) this.#stop(call);
    this.#all = this.#all.filter(({ interaction }) => !ids.includes(interaction.id));
    if (this.#active !== null && ids.includes(this.#active)) this.#active = null;
  }

  clear(): void {
    this.forget(this.#all.map(({ interaction }) => interaction.id));
  }

  readonly #presses: Readonly<Record<PanelPress, (call: PanelCall) => void>> = {
    accept: (call) => this.#connect(call),
    reject: (call) => {
      this.#stop(call);
      this.#channel(call, 'rejected');
      this.#status(call, 'rejected');
      this.#handle(call);
    },
    hangup: (call) => this.end(call),
    handle: (call) => this.#handle(call),
    hold: (call) => this.#hold(call),
    unhold: (call) => {
      call.isHeld = false;
      this.#channel(call, this.#shownOf(call));
    },
    mute: (call) => {
      call.isMuted = true;
      this.#channel(call, this.#shownOf(call));
    },
    unmute: (call) => {
      call.isMuted = false;
      this.#channel(call, this.#shownOf(call));
    },
    startRecording: (call) => {
      call.interaction.recording = true;
    },
    stopRecording: (call) => {
      call.interaction.recording = false;
    },
  };

  #add(
    given: Partial<SinchInteraction> &
      Pick<SinchInteraction, 'originator' | 'destination' | 'status' | 'channel_status'>,
  ) {
    const interaction: SinchInteraction = {
      id: makePanelId(),
      channel_type: 'phone',
      date_created: new Date(this.#host.now()).toISOString(),
      recording: false,
      ...given,
    };
    const call: PanelCall = { interaction, isHeld: false, isMuted: false, tones: [] };
    this.#all.push(call);
    if (interaction.status !== 'incoming') this.#others(call);
    interaction.recording = interaction.status === 'accepted' && this.#host.isRecorded;
    this.#status(call, interaction.status);
    this.#channel(call, interaction.channel_status);
    if (interaction.status !== 'incoming' || !this.active) this.view(call);
    if (interaction.status === 'outgoing') this.#goOn(call, this.#host.course.ring, () => this.ring(call));
    return call;
  }

  #connect(call: PanelCall): void {
    this.#stop(call);
    if (call.interaction.status === 'incoming') this.#others(call);
    call.interaction.recording = this.#host.isRecorded;
    this.#channel(call, 'connected');
    this.#status(call, 'accepted');
    this.view(call);
    this.#goOn(call, this.#host.course.end, () => this.end(call));
  }

  /** A telephone has one microphone: whoever was spoken to waits. */
  #others(call: PanelCall): void {
    for (const other of this.#all) if (other !== call && isOn(other) && !other.isHeld) this.#hold(other);
  }

  #hold(call: PanelCall): void {
    if (call.isHeld) return;
    call.isHeld = true;
    this.#channel(call, 'onhold');
  }

  #handle(call: PanelCall): void {
    this.#all = this.#all.filter((each) => each !== call);
    this.#status(call, 'handled');
    if (this.#active !== call.interaction.id) return;
    this.#active = null;
    const [next] = this.#all.filter(isLive).slice(-1);
    if (next) this.view(next);
    else this.#host.tell({ attribute: 'activeInteraction', value: null });
  }

  #shownOf = ({ isHeld, isMuted }: PanelCall): SinchChannelStatus =>
    isHeld ? 'onhold' : isMuted ? 'muted' : 'connected';

  #status(call: PanelCall, status: SinchInteractionStatus): void {
    call.interaction.status = status;
    this.#host.tell({ attribute: 'status', value: status, interaction: { ...call.interaction } });
  }

  #channel(call: PanelCall, status: SinchChannelStatus): void {
    call.interaction.channel_status = status;
    this.#host.tell({ attribute: 'channel_status', value: status, interaction: { ...call.interaction } });
  }

  #goOn(call: PanelCall, milliseconds: number | undefined, work: () => void): void {
    this.#stop(call);
    if (milliseconds !== undefined) this.#courses.set(call.interaction.id, this.#host.after(milliseconds, work));
  }

  #stop({ interaction: { id } }: PanelCall): void {
    this.#courses.get(id)?.();
    this.#courses.delete(id);
  }
}
