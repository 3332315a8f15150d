CREATE TABLE projection.position (
  log         text   NOT NULL,
  partition   int    NOT NULL,
  next_offset bigint NOT NULL,
  epoch       bigint NOT NULL DEFAULT 0, -- grows with each rebuild
  PRIMARY KEY (log, partition)
);

-- One row a ticket; derived from the log, never written by anybody but the follower.
CREATE TABLE projection.oversight (
  id           text COLLATE "C" PRIMARY KEY,
  partition    int    NOT NULL,
  head         text   NOT NULL,
  sequence     bigint NOT NULL,
  last_event   text   NOT NULL,
  commands     text,
  quarantine   text,
  due_at       timestamptz,
  state        text,

  status       text,
  unit         text,
  -- every unit that was first responder at some time, comma-separated
  units        text,
  district     text,
  locality     text,
  community    text,
  -- whom the request is about, as the channel wrote it
  party        text,
  -- the request about the same matter that this one follows
  master       text,
  -- where the record is that says so
  linked_offset bigint,
  problem      text,
  limit_at     timestamptz,
  callback_by  timestamptz,
  called_back  int,
  -- how a closed ticket ended, and since when it stands where it stands
  closed       text,
  since        timestamptz,
  -- what somebody has to look at, comma-separated: EXCLUSION_PROPOSED, EXCLUDED, APPEALED, LOOK_BACK_DUE, ORDERED
  marks        text,
  -- every unit that an open order is for, with a comma before and behind each
  ordered      text,
  received_at  timestamptz,
  first_offset bigint
);
CREATE INDEX oversight_due ON projection.oversight (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX oversight_quarantine ON projection.oversight (id) WHERE quarantine IS NOT NULL;
CREATE INDEX oversight_work ON projection.oversight (status, callback_by, id) WHERE status IN ('AWAITING_CALLBACK', 'REPLIED');
CREATE INDEX oversight_marks ON projection.oversight (id) WHERE marks IS NOT NULL;
CREATE INDEX oversight_place_in_log ON projection.oversight (partition, first_offset);
CREATE INDEX oversight_units ON projection.oversight USING gin (string_to_array(units, ','));
CREATE INDEX oversight_unit ON projection.oversight (unit, id);
CREATE INDEX oversight_locality ON projection.oversight (locality, id);
CREATE INDEX oversight_master ON projection.oversight (master) WHERE master IS NOT NULL;
CREATE INDEX oversight_problem ON projection.oversight (problem, id);
CREATE INDEX oversight_closed ON projection.oversight (closed, since) WHERE closed IS NOT NULL;
CREATE INDEX oversight_received ON projection.oversight (received_at);

-- One row a stream of oversight-log, of whatever kind: clue, ledger entry, inspection … Kinds share the columns by which lists are asked.
CREATE TABLE projection.matter (
  id         text COLLATE "C" PRIMARY KEY,
  partition  int    NOT NULL,
  head       text   NOT NULL,
  sequence   bigint NOT NULL,
  last_event text   NOT NULL,
  commands   text,
  quarantine text,
  due_at     timestamptz,
  state      text,

  kind       text,
  status     text,
  unit       text,
  problem    text,
  complaint  text,
  rule       text,
  colour     text,
  opened_at  timestamptz,
  limit_at   timestamptz
);
CREATE INDEX matter_due ON projection.matter (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX matter_quarantine ON projection.matter (id) WHERE quarantine IS NOT NULL;
CREATE INDEX matter_kind ON projection.matter (kind, opened_at DESC, id);
CREATE INDEX matter_unit ON projection.matter (unit, kind);
CREATE INDEX matter_complaint ON projection.matter (complaint) WHERE complaint IS NOT NULL;

-- One row a stream of programme-log: the year, or one of its problems.
CREATE TABLE projection.programme (
  id         text COLLATE "C" PRIMARY KEY,
  partition  int    NOT NULL,
  head       text   NOT NULL,
  sequence   bigint NOT NULL,
  last_event text   NOT NULL,
  commands   text,
  quarantine text,
  due_at     timestamptz,
  state      text,

  year       int
);
CREATE INDEX programme_due ON projection.programme (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX programme_quarantine ON projection.programme (id) WHERE quarantine IS NOT NULL;
CREATE INDEX programme_year ON projection.programme (year, id);

-- What the clue rules remember between two facts, and up to where they have read; not a projection of streams but of the whole log. Empty, they begin at its start.
CREATE TABLE projection.clue_memory (
  one         boolean PRIMARY KEY DEFAULT true CHECK (one),
  fingerprint text NOT NULL,
  positions   text NOT NULL,
  memory      text NOT NULL
);

-- Signed checkpoints, derived from log-seals; not of the projections, which a rebuild replaces.
CREATE SCHEMA IF NOT EXISTS sealing;
CREATE TABLE IF NOT EXISTS sealing.seal (
  log          text        NOT NULL,
  partition    int         NOT NULL,
  size         bigint      NOT NULL,
  root         text        NOT NULL,
  next_offset  bigint      NOT NULL,
  note         text        NOT NULL,
  frontier     bytea       NOT NULL,
  published_at timestamptz NOT NULL,
  seal_offset  bigint      NOT NULL,
  PRIMARY KEY (log, partition, size)
);
CREATE INDEX IF NOT EXISTS seal_published ON sealing.seal (published_at);
CREATE INDEX IF NOT EXISTS seal_order ON sealing.seal (seal_offset);
