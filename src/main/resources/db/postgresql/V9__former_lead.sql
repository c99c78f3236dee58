-- Leads that people left for a new one. They take part in nothing any more, but an opt-out on one of them counts.
-- Without a link the person is on the way from the old Lead to the new one. raised_at is the hand-raise that was settled
-- before; opted_out are the lines whose opt-out it shows, owed those that both sides do not show yet.
create table former_lead (
  connection text   not null,
  lead       text   not null,
  contact    text   not null,
  link_id    bigint,
  raised_at  text   not null,
  left_at    bigint not null,
  opted_out  text   not null,
  owed       text   not null,
  primary key (connection, lead)
);
create index former_lead_contact on former_lead (connection, contact);
create index former_lead_link on former_lead (connection, link_id);
create index former_lead_owed on former_lead (connection) where owed <> '';
