-- Every table carries the connection; times are milliseconds since 1970 in UTC.

create table store_info (
  store_id   text   not null,
  created_at bigint not null
);

-- Who may write, and numbers that only grow.
create table lease (
  connection text   not null primary key,
  epoch      bigint not null,
  holder     text   not null,
  expires_at bigint not null
);

create table counter (
  connection text   not null,
  name       text   not null,
  value      bigint not null,
  primary key (connection, name)
);

-- Settings and states of one connection that outlive a process: mode, config print, account ids, last errors.
create table fact (
  connection text not null,
  name       text not null,
  value      text not null,
  changed_at bigint not null,
  primary key (connection, name)
);

create table link (
  connection        text   not null,
  id                bigint not null,
  hubspot_id        text   not null,
  salesforce_object text   not null,
  salesforce_id     text   not null,
  converted_from    text,
  keyed             integer not null,
  created_at        bigint not null,
  primary key (connection, id)
);
create unique index link_hubspot on link (connection, hubspot_id);
create unique index link_salesforce on link (connection, salesforce_id);
create index link_converted on link (connection, converted_from);

-- What each side showed when the link was last settled.
create table baseline (
  connection             text   not null,
  link_id                bigint not null,
  fields                 text   not null,
  hubspot_print          text,
  hubspot_modified_at    bigint not null,
  hubspot_token          text,
  salesforce_print       text,
  salesforce_modified_at bigint not null,
  salesforce_token       text,
  primary key (connection, link_id)
);

-- A write that is about to be sent. At most one for each record and side.
create table intent (
  connection text   not null,
  side       text   not null,
  subject    text   not null,
  token      text   not null,
  target     text   not null,
  payload    text   not null,
  created_at bigint not null,
  primary key (connection, side, subject)
);

create table inbox (
  connection         text    not null,
  subject            text    not null,
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
  connection text    not null,
  subject    text    not null,
  field      text    not null,
  kind       text    not null,
  code       text    not null,
  message    text    not null,
  cause      text    not null,
  next_step  text    not null,
  tries      integer not null,
  since      bigint  not null,
  primary key (connection, subject, field)
);

-- What is added to a record exactly once.
create table item (
  connection text   not null,
  reference  text   not null,
  link_id    bigint not null,
  happened_at bigint not null,
  body       text   not null,
  state      text   not null,
  created_at bigint not null,
  primary key (connection, reference)
);
create index item_open on item (connection, link_id, state);

create table journal (
  connection text   not null,
  id         bigint not null,
  at         bigint not null,
  link_id    bigint,
  subject    text   not null,
  side       text,
  operation  text   not null,
  record     text   not null,
  token      text,
  outcome    text   not null,
  message    text   not null,
  fields     text   not null,
  primary key (connection, id)
);
create index journal_link on journal (connection, link_id, id);
create index journal_subject on journal (connection, subject, id);
create index journal_at on journal (connection, at);

create table sweep_cursor (
  connection text   not null,
  name       text   not null,
  position   bigint not null,
  moved_at   bigint not null,
  primary key (connection, name)
);

-- How much was written in each minute, for the caps, and the longest time from a read to its write's answer.
create table volume (
  connection text   not null,
  minute     bigint not null,
  creates    bigint not null,
  changes    bigint not null,
  clears     bigint not null,
  window_millis bigint not null,
  primary key (connection, minute)
);

-- How often each vendor was called in each hour.
create table call_count (
  connection text   not null,
  hour       bigint not null,
  side       text   not null,
  operation  text   not null,
  lane       text   not null,
  outcome    text   not null,
  calls      bigint not null,
  primary key (connection, hour, side, operation, lane, outcome)
);

-- What a command asks of the process that holds the lease.
create table request (
  connection   text   not null,
  id           bigint not null,
  kind         text   not null,
  argument     text   not null,
  requested_at bigint not null,
  answer       text,
  answered_at  bigint,
  primary key (connection, id)
);
create index intent_token on intent (connection, token);
