-- The same tables as in ../sqlite, which must stay so: a store can be moved from one to the other.
-- Every table carries the connection; times are milliseconds since 1970 in UTC.
-- Texts sort by their bytes, as in SQLite: the order of claims must not hang on a server's language.

create table store_info (
  store_id   text collate "C" not null,
  created_at bigint not null
);
-- Two daemons that start at once must not give the store two ids.
create unique index store_info_one on store_info ((true));

-- Who may write, and numbers that only grow.
create table lease (
  connection text collate "C" not null primary key,
  epoch      bigint not null,
  holder     text collate "C" not null,
  expires_at bigint not null
);

create table counter (
  connection text collate "C" not null,
  name       text collate "C" not null,
  value      bigint not null,
  primary key (connection, name)
);

-- Settings and states of one connection that outlive a process: mode, config print, account ids, last errors.
create table fact (
  connection text collate "C" not null,
  name       text collate "C" not null,
  value      text collate "C" not null,
  changed_at bigint not null,
  primary key (connection, name)
);

create table link (
  connection        text collate "C" not null,
  id                bigint not null,
  hubspot_id        text collate "C" not null,
  salesforce_object text collate "C" not null,
  salesforce_id     text collate "C" not null,
  converted_from    text collate "C",
  keyed             integer not null,
  created_at        bigint not null,
  primary key (connection, id)
);
create unique index link_hubspot on link (connection, hubspot_id);
create unique index link_salesforce on link (connection, salesforce_id);
create index link_converted on link (connection, converted_from);

-- What each side showed when the link was last settled.
create table baseline (
  connection             text collate "C" not null,
  link_id                bigint not null,
  fields                 text collate "C" not null,
  hubspot_print          text collate "C",
  hubspot_modified_at    bigint not null,
  hubspot_token          text collate "C",
  salesforce_print       text collate "C",
  salesforce_modified_at bigint not null,
  salesforce_token       text collate "C",
  primary key (connection, link_id)
);

-- A write that is about to be sent. At most one for each record and side.
create table intent (
  connection text collate "C" not null,
  side       text collate "C" not null,
  subject    text collate "C" not null,
  token      text collate "C" not null,
  target     text collate "C" not null,
  payload    text collate "C" not null,
  created_at bigint not null,
  primary key (connection, side, subject)
);

create table inbox (
  connection         text collate "C" not null,
  subject            text collate "C" not null,
  lane               integer not null,
  seq                bigint  not null,
  due_at             bigint,
  leased_until       bigint,
  lease_epoch        bigint,
  attempts           integer not null,
  hubspot_version    bigint  not null,
  salesforce_version bigint  not null,
  accepted_at        bigint  not null,
  primary key (connection, subject)
);
create index inbox_due on inbox (connection, lane, due_at);

-- Why a link or a record waits: one row for each field, and one with an empty field for the whole.
create table problem (
  connection text collate "C" not null,
  subject    text collate "C" not null,
  field      text collate "C" not null,
  kind       text collate "C" not null,
  code       text collate "C" not null,
  message    text collate "C" not null,
  cause      text collate "C" not null,
  next_step  text collate "C" not null,
  tries      integer not null,
  since      bigint  not null,
  primary key (connection, subject, field)
);

-- What is added to a record exactly once.
create table item (
  connection text collate "C" not null,
  reference  text collate "C" not null,
  link_id    bigint not null,
  happened_at bigint not null,
  body       text collate "C" not null,
  state      text collate "C" not null,
  created_at bigint not null,
  primary key (connection, reference)
);
create index item_open on item (connection, link_id, state);

create table journal (
  connection text collate "C" not null,
  id         bigint not null,
  at         bigint not null,
  link_id    bigint,
  subject    text collate "C" not null,
  side       text collate "C",
  operation  text collate "C" not null,
  record     text collate "C" not null,
  token      text collate "C",
  outcome    text collate "C" not null,
  message    text collate "C" not null,
  fields     text collate "C" not null,
  primary key (connection, id)
);
create index journal_link on journal (connection, link_id, id);
create index journal_subject on journal (connection, subject, id);
create index journal_at on journal (connection, at);

create table sweep_cursor (
  connection text collate "C" not null,
  name       text collate "C" not null,
  position   bigint not null,
  moved_at   bigint not null,
  primary key (connection, name)
);

-- How much was written in each minute, for the caps, and the longest time from a read to its write's answer.
create table volume (
  connection text collate "C" not null,
  minute     bigint not null,
  creates    bigint not null,
  changes    bigint not null,
  clears     bigint not null,
  window_millis bigint not null,
  primary key (connection, minute)
);

-- How often each vendor was called in each hour.
create table call_count (
  connection text collate "C" not null,
  hour       bigint not null,
  side       text collate "C" not null,
  operation  text collate "C" not null,
  lane       text collate "C" not null,
  outcome    text collate "C" not null,
  calls      bigint not null,
  primary key (connection, hour, side, operation, lane, outcome)
);

-- What a command asks of the process that holds the lease.
create table request (
  connection   text collate "C" not null,
  id           bigint not null,
  kind         text collate "C" not null,
  argument     text collate "C" not null,
  requested_at bigint not null,
  answer       text collate "C",
  answered_at  bigint,
  primary key (connection, id)
);
create index intent_token on intent (connection, token);
