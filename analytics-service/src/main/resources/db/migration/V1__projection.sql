-- Everything here is derived from complaint-log and written by the follower alone; a rebuild makes the same tables beside these.
CREATE SCHEMA IF NOT EXISTS projection;

CREATE TABLE projection.position (
  log text NOT NULL,
  partition int NOT NULL,
  next_offset bigint NOT NULL,
  epoch bigint NOT NULL DEFAULT 0, -- grows with each rebuild
  PRIMARY KEY (log, partition)
);

-- One row a ticket. The state holds the rest; a column is here only because a question asks by it.
CREATE TABLE projection.ticket (
  id text COLLATE "C" PRIMARY KEY,
  partition int NOT NULL,
  head text NOT NULL,
  sequence bigint NOT NULL,
  last_event text NOT NULL,
  commands text,
  quarantine text,
  due_at timestamptz,
  state text,
  period text COLLATE "C",
  closed_period text COLLATE "C",
  rated_period text COLLATE "C", -- where the answers count, when not in the period
  dual_office text COLLATE "C",
  dual_community text COLLATE "C",
  figures int,
  channel text COLLATE "C",
  category text COLLATE "C",
  problem text COLLATE "C",
  place_district text COLLATE "C",
  place_locality text COLLATE "C",
  unit text COLLATE "C",
  unit_district text COLLATE "C",
  marks int,
  noted_in text COLLATE "C",      -- the period, of inquiries and of what the dispatch catalogue had no entry for
  story_in text COLLATE "C",      -- the period, of tickets with whistles, objections, deferrals … (see Course)
  story text,                     -- of those, what boards count of it
  overdue_grade text COLLATE "C", -- while an answer is owed whose limit has passed
  enterprise text COLLATE "C",
  item text COLLATE "C",          -- of the knowledge base by which it was answered at once
  dispatch_seconds int,
  answered_at timestamptz,
  received_at timestamptz,
  changed_at timestamptz,
  spot text COLLATE "C", -- H3 cell, community or locality
  claimant text COLLATE "C", -- a keyed hash, cut short; never answered to anybody
  generalise_at timestamptz -- closed then, and every place of its kind is to be looked at
) WITH (fillfactor = 70);
CREATE INDEX ticket_due ON projection.ticket (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX ticket_quarantine ON projection.ticket (id) WHERE quarantine IS NOT NULL;
-- What lies behind a figure of a unit or a problem. Neither changes after dispatch, so most updates touch no index.
CREATE INDEX ticket_unit ON projection.ticket (period, unit_district, unit);
-- The newest of a period come first; a page is read in this order and no further.
CREATE INDEX ticket_period ON projection.ticket (period, received_at DESC, id);
CREATE INDEX ticket_closed ON projection.ticket (closed_period, received_at DESC, id) WHERE closed_period IS NOT NULL;
CREATE INDEX ticket_closed_unit ON projection.ticket (closed_period, unit_district, unit) WHERE closed_period IS NOT NULL;
CREATE INDEX ticket_problem ON projection.ticket (period, problem) WHERE problem IS NOT NULL;

-- What came in about one matter at one place, and when: the rules of hotspots.
CREATE INDEX ticket_spot ON projection.ticket (category, spot, received_at) INCLUDE (claimant) WHERE spot IS NOT NULL;
CREATE INDEX ticket_generalise ON projection.ticket (generalise_at) WHERE generalise_at IS NOT NULL;
-- What boards of a day ask by, and what only some tickets have: a null costs no entry.
CREATE INDEX ticket_received ON projection.ticket (received_at);
CREATE INDEX ticket_answered ON projection.ticket (answered_at) WHERE answered_at IS NOT NULL;
CREATE INDEX ticket_noted ON projection.ticket (noted_in) WHERE noted_in IS NOT NULL;
CREATE INDEX ticket_story ON projection.ticket (story_in, (marks & 8064)) WHERE story_in IS NOT NULL; -- the bits of Mark.STORY
CREATE INDEX ticket_overdue ON projection.ticket (overdue_grade) WHERE overdue_grade IS NOT NULL;
CREATE INDEX ticket_enterprise ON projection.ticket (period, enterprise) WHERE enterprise IS NOT NULL;
CREATE INDEX ticket_enterprise_closed ON projection.ticket (closed_period, enterprise) WHERE enterprise IS NOT NULL AND closed_period IS NOT NULL;
CREATE INDEX ticket_dispatched ON projection.ticket (period, dispatch_seconds) WHERE dispatch_seconds IS NOT NULL;

CREATE INDEX ticket_rated ON projection.ticket (rated_period, unit) WHERE rated_period IS NOT NULL;

-- Counts of tickets by cell: <period>/<dimension>, such as 2026-05/city or 2026-05/problem:MT2021-P07 (see TicketFigures).
-- One row a partition, so that partitions never wait for each other; a reader sums over them (of int: sums of bigint are made of numerics).
CREATE TABLE projection.tally (
  partition int NOT NULL,
  cell text COLLATE "C" NOT NULL,
  received int NOT NULL,
  dispatched int NOT NULL,
  open int NOT NULL,
  closed int NOT NULL,
  completed int NOT NULL,
  overdue_sign int NOT NULL,
  overdue_contact int NOT NULL,
  overdue_feedback int NOT NULL,
  valid int NOT NULL,
  contacted int NOT NULL,
  resolved int NOT NULL,
  satisfied int NOT NULL,
  basically int NOT NULL,
  dissatisfied int NOT NULL,
  reworked int NOT NULL,
  supervised int NOT NULL,
  reopened int NOT NULL,
  whistled int NOT NULL,
  redirected int NOT NULL,
  excluded int NOT NULL,
  off_volume int NOT NULL,
  deferred int NOT NULL,
  shirked int NOT NULL,
  co_handled int NOT NULL,
  PRIMARY KEY (cell, partition)
) WITH (fillfactor = 50);

-- One row a stream of programme-log: how far the plan of a problem is; what this service said and found (assessment periods, hotspots, proactive tasks).
CREATE TABLE projection.programme (
  id text COLLATE "C" PRIMARY KEY,
  partition int NOT NULL,
  head text NOT NULL,
  sequence bigint NOT NULL,
  last_event text NOT NULL,
  commands text,
  quarantine text,
  due_at timestamptz,
  state text,
  kind text COLLATE "C",
  status text COLLATE "C",
  unit text COLLATE "C",
  rule text COLLATE "C",
  category text COLLATE "C",
  spot text COLLATE "C",
  district text COLLATE "C",
  locality text COLLATE "C",
  opened_at timestamptz,
  ended_at timestamptz,
  brief text -- of an assessment period: everything but the locked lists
);
CREATE INDEX programme_due ON projection.programme (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX programme_quarantine ON projection.programme (id) WHERE quarantine IS NOT NULL;
CREATE INDEX programme_kind ON projection.programme (kind, status, opened_at);
CREATE INDEX programme_scope ON projection.programme (category, spot, kind) WHERE spot IS NOT NULL;

-- One row a stream of oversight-log; a state only for entries of the municipal ledger, the law's columns alone for everything else.
CREATE TABLE projection.ledger (
  id text COLLATE "C" PRIMARY KEY,
  partition int NOT NULL,
  head text NOT NULL,
  sequence bigint NOT NULL,
  last_event text NOT NULL,
  commands text,
  quarantine text,
  due_at timestamptz,
  state text
);
CREATE INDEX ledger_due ON projection.ledger (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX ledger_quarantine ON projection.ledger (id) WHERE quarantine IS NOT NULL;
CREATE INDEX ledger_entries ON projection.ledger (id) WHERE state IS NOT NULL;
