-- Written by the follower only; everything here can be rebuilt from complaint-log.
CREATE TABLE projection.position (
  log         text   NOT NULL,
  partition   int    NOT NULL,
  next_offset bigint NOT NULL,
  epoch       bigint NOT NULL DEFAULT 0, -- grows with each rebuild
  PRIMARY KEY (log, partition)
);

CREATE TABLE projection.ticket (
  id            text COLLATE "C" PRIMARY KEY,
  partition     int    NOT NULL,
  head          text   NOT NULL,
  sequence      bigint NOT NULL,
  last_event    text   NOT NULL,
  commands      text,
  quarantine    text,
  due_at        timestamptz,
  state         text,
  ticket_no     text,
  status        text,
  unit          text,
  also          text,
  grade         text,
  deadline      timestamptz,
  dispatched_at timestamptz,
  warn_at       timestamptz,
  asks          text,
  title         text,
  content       text
);
CREATE INDEX ticket_due ON projection.ticket (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX ticket_quarantine ON projection.ticket (id) WHERE quarantine IS NOT NULL;
-- A console's list: its open orders by deadline, its closed ones by day.
CREATE INDEX ticket_unit ON projection.ticket (unit, status, deadline, id);
-- Those that a unit sees beside its own.
CREATE INDEX ticket_also ON projection.ticket (also) WHERE also IS NOT NULL;
-- What waits for a decision of a district or the service bureau.
CREATE INDEX ticket_asks ON projection.ticket (deadline, id) WHERE asks IS NOT NULL;
