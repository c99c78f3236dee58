-- A baseline names no fields any more: the place of a value says whose it is. The names stand here, once for each
-- connection, in an order that never changes; what a mapping gains is added at the end.
create table field_names (
  connection text not null primary key,
  names      text not null
);

insert into field_names (connection, names)
select connection, json_group_array(name order by name)
from (select distinct b.connection, f.key as name from baseline b, json_each(b.fields) f where json_valid(b.fields))
group by connection;

-- A row that cannot be read stays as it is: leadloop store verify names it.
update baseline set fields = (
  select coalesce('[' || group_concat(coalesce(baseline.fields -> n.value, '0'), ',' order by n.key) || ']', '[]')
  from field_names f, json_each(f.names) n where f.connection = baseline.connection)
where json_valid(fields);
