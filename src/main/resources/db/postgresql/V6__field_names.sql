-- A baseline names no fields any more: the place of a value says whose it is. The names stand here, once for each
-- connection, in an order that never changes; what a mapping gains is added at the end.
create table field_names (
  connection text not null primary key,
  names      text not null
);

-- PostgreSQL does not take JSON apart that has a character 0, so another escape stands for it meanwhile.
insert into field_names (connection, names)
select connection, json_agg(name order by name)::text
from (
  select distinct b.connection, f.name
  from baseline b, json_object_keys(replace(b.fields, '\u0000', '\uf8f0')::json) as f(name)) as found
group by connection;

update baseline set fields = (
  select coalesce(
    '[' || replace(string_agg(coalesce(e.value::text, '0'), ',' order by n.place), '\uf8f0', '\u0000') || ']',
    '[]')
  from field_names f
  cross join json_array_elements_text(f.names::json) with ordinality as n(name, place)
  -- Taken apart once for each row, not once for each name.
  left join json_each(replace(baseline.fields, '\u0000', '\uf8f0')::json) as e(key, value) on e.key = n.name
  where f.connection = baseline.connection);
