CREATE TABLE projection.position (
  log text NOT NULL, partition int NOT NULL, next_offset bigint NOT NULL,
  epoch       bigint NOT NULL DEFAULT 0, -- grows with each rebuild
  PRIMARY KEY (log, partition));

CREATE TABLE projection.complaint (
  id text COLLATE "C" PRIMARY KEY,
  partition int NOT NULL,
  head text NOT NULL,
  sequence bigint NOT NULL,
  last_event text NOT NULL,
  commands text,
  quarantine text,
  due_at timestamptz,
  state text,
  ticket_no text,
  ticket_tail text COLLATE "C",
  channel text,
  request_type text,
  status text,
  title text,
  content text,
  box text,
  attachments text,
  answers text,
  phone_hash text,
  last_four_hash text,
  master_id text COLLATE "C",
  confidential boolean,
  erased boolean,
  abuse_step int,
  restricted_until timestamptz,
  leader_id text COLLATE "C",
  group_told boolean,
  group_size int,
  category text,
  problem_id text,
  grade text,
  awaits      int, -- 1 category, 2 place, 3 both; a person decides
  address text,
  district_code text,
  locality_code text,
  community_code text,
  lon double precision,
  lat double precision,
  unit_code text,
  limit_at timestamptz,
  received_at timestamptz,
  called_at timestamptz,
  updated_at timestamptz);

CREATE INDEX complaint_due ON projection.complaint (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX complaint_quarantine ON projection.complaint (id) WHERE quarantine IS NOT NULL;
CREATE INDEX complaint_awaits ON projection.complaint (received_at) WHERE awaits IS NOT NULL;
CREATE INDEX complaint_tail ON projection.complaint (ticket_tail);
CREATE INDEX complaint_received ON projection.complaint (received_at DESC, id DESC);
CREATE INDEX complaint_unit ON projection.complaint (unit_code, received_at DESC) WHERE unit_code IS NOT NULL;
CREATE INDEX complaint_locality ON projection.complaint (locality_code, received_at DESC) WHERE locality_code IS NOT NULL;
CREATE INDEX complaint_phone ON projection.complaint (phone_hash, received_at DESC) WHERE phone_hash IS NOT NULL;
CREATE INDEX complaint_restricted ON projection.complaint (restricted_until) WHERE restricted_until IS NOT NULL;
CREATE INDEX complaint_leader ON projection.complaint (leader_id) WHERE leader_id IS NOT NULL;
CREATE INDEX complaint_linked ON projection.complaint (leader_id) WHERE status = 'LINKED';
CREATE INDEX complaint_group ON projection.complaint (received_at DESC) WHERE group_size IS NOT NULL;
CREATE INDEX complaint_master ON projection.complaint (master_id) WHERE master_id IS NOT NULL;
-- Summaries only: an ordinary index would make every fact of a ticket write to all of them.
CREATE INDEX complaint_updated ON projection.complaint USING brin (updated_at);
CREATE INDEX complaint_erased ON projection.complaint (id) WHERE erased;

-- Wrapped data keys. They do not come from complaint-log but from the compacted topic complaint-keys, so a rebuild of the
-- projection leaves them alone; a new database reads them again from there.
CREATE SCHEMA IF NOT EXISTS keys;
CREATE TABLE IF NOT EXISTS keys.complaint_key (
  complaint_id text COLLATE "C" NOT NULL, key_id text COLLATE "C" NOT NULL, wrapped text NOT NULL,
  PRIMARY KEY (complaint_id, key_id));
CREATE TABLE IF NOT EXISTS keys.position (partition int PRIMARY KEY, next_offset bigint NOT NULL);
