-- Who was erased and must not come back by themselves: salted hashes of addresses and record ids, by erasure.
create table erased (
  connection text collate "C" not null,
  hash       text collate "C" not null,
  kind       text collate "C" not null,
  erasure    bigint not null,
  erased_at  bigint not null,
  primary key (connection, hash)
);
create index erased_erasure on erased (connection, erasure);

-- A note on a HubSpot contact, or a task on a Salesforce record.
alter table item add column kind text not null default 'note';
