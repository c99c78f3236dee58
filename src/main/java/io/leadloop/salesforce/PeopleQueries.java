package io.leadloop.salesforce;

import io.leadloop.lead.RecordKey;
import io.leadloop.sync.Crm.Person;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Splits people into queries by key and e-mail address, each as long as a query may be. */
final class PeopleQueries {
  /** Salesforce's e-mail fields hold 80 characters: nobody has a longer address there. */
  private static final int ADDRESS_LENGTH_MAX = 80;

  /** Room for {@code WHERE}, {@code IN} and {@code OR}. */
  private static final int FRAME_LENGTH = 60;

  private final SalesforceSettings settings;
  private final Records records;

  PeopleQueries(SalesforceSettings settings, Records records) {
    this.settings = settings;
    this.records = records;
  }

  /** A query and the kind of record it asks for. */
  record Query(String object, String soql) {}

  /** For each group of people a query for Leads and one for Contacts. */
  List<Query> queries(Collection<Person> people) {
    List<String> objects = List.of(RecordKey.LEAD, RecordKey.CONTACT);
    int fixed = FRAME_LENGTH + settings.keyField().length();
    for (String object : objects) {
      fixed = Math.max(fixed, FRAME_LENGTH + select(object).length());
    }
    List<Query> queries = new ArrayList<>();
    Set<String> keys = new LinkedHashSet<>();
    Set<String> addresses = new LinkedHashSet<>();
    int length = fixed;
    for (Person person : people) {
      int more = literal(person.otherSide().id()) + literal(address(person));
      if (length + more > settings.batchSizes().soqlCharactersMax() && !keys.isEmpty()) {
        objects.forEach(object -> queries.add(query(object, keys, addresses)));
        keys.clear();
        addresses.clear();
        length = fixed;
      }
      keys.add(person.otherSide().id());
      if (!address(person).isEmpty()) {
        addresses.add(address(person));
      }
      length += more;
    }
    if (!keys.isEmpty()) {
      objects.forEach(object -> queries.add(query(object, keys, addresses)));
    }
    return queries;
  }

  /** An address as it is compared; empty when Salesforce cannot hold it. */
  static String address(Person person) {
    String address = person.email().toLowerCase(Locale.ROOT);
    return address.length() > ADDRESS_LENGTH_MAX ? "" : address;
  }

  private Query query(String object, Set<String> keys, Set<String> addresses) {
    String where = Soql.in(settings.keyField(), keys);
    if (!addresses.isEmpty()) {
      where += " OR " + Soql.in("Email", addresses);
    }
    return new Query(object, select(object) + " WHERE " + where);
  }

  private String select(String object) {
    return Soql.select(records.asked(object), object);
  }

  private static int literal(String text) {
    return text.isEmpty() ? 0 : Soql.quoted(text).length() + 1;
  }
}
