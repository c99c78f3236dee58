package io.leadloop.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Snapshot;
import io.leadloop.sync.Crm.Matches;
import io.leadloop.sync.Crm.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What the loop relies on, whichever vendor it is: the whole of it. Each adapter runs it against
 * its vendor's sandbox.
 */
public abstract class CrmContract extends CrmWriteContract {

  @Test
  void aSweepHandsOverWhatChangedSince() {
    RecordKey before = created(1);
    later();
    Instant since = now();
    RecordKey fresh = created(2);
    later();
    Map<RecordKey, Snapshot> swept = swept(since);
    assertThat(swept).containsOnlyKeys(fresh);
    assertThat(swept.get(fresh).fingerprint()).isEqualTo(read(fresh).fingerprint());
    assertThat(swept.get(fresh).token()).isEqualTo(read(fresh).token());

    Instant edited = now();
    personEdits(before, textField(), "Eve");
    later();
    assertThat(swept(edited)).containsOnlyKeys(before);
    assertThat(swept(Instant.EPOCH)).containsOnlyKeys(before, fresh);
  }

  @Test
  void aSweepWithoutChangesCoversNothing() {
    created(1);
    later();
    Instant since = now();
    List<Snapshot> handedOver = new ArrayList<>();
    Instant coveredTo = crm().sweep(since, Lane.LIVE, (records, to) -> handedOver.addAll(records));
    assertThat(handedOver).isEmpty();
    assertThat(coveredTo).isEqualTo(since);
  }

  @Test
  void aSweepOfManyRecordsOfOneTimeHandsOverEach() {
    Set<RecordKey> all = new HashSet<>();
    List<RecordWrite> writes = new ArrayList<>();
    for (int number = 0; number < recordsOfSeveralPages(); number++) {
      writes.add(create(number, Map.of()));
    }
    crm()
        .write(writes, Lane.BACKFILL, WritePermit.GIVEN)
        .forEach(done -> all.add(accepted(done).key()));
    later();
    for (int number = 0; number < 3; number++) {
      all.add(created(recordsOfSeveralPages() + number));
      later();
    }
    Map<RecordKey, Snapshot> swept = swept(Instant.EPOCH);
    assertThat(swept).containsOnlyKeys(all.toArray(new RecordKey[0]));
  }

  @Test
  void peopleAreFoundByKeyAndByAddress() {
    RecordKey one = created(1);
    RecordKey two = created(2);
    later();
    Person byKey = new Person(otherSide(1), "person1@example.com");
    Person byEmail = new Person(otherSide(77), "person2@example.com");
    Person both = new Person(otherSide(2), "person1@example.com");
    Person nobody = new Person(otherSide(78), "nobody@example.com");
    Person noAddress = new Person(otherSide(79), "");
    Map<Person, Matches> found =
        crm().find(List.of(byKey, byEmail, both, nobody, noAddress), Lane.LIVE);
    assertThat(found.get(byKey).byKey()).extracting(Snapshot::key).containsExactly(one);
    assertThat(found.get(byKey).byEmail()).isEmpty();
    assertThat(found.get(byEmail).byKey()).isEmpty();
    assertThat(found.get(byEmail).byEmail()).extracting(Snapshot::key).containsExactly(two);
    assertThat(found.get(both).byKey()).extracting(Snapshot::key).containsExactly(two);
    assertThat(found.get(both).byEmail()).extracting(Snapshot::key).containsExactly(one);
    assertThat(found.getOrDefault(nobody, Matches.NONE)).isEqualTo(Matches.NONE);
    assertThat(found.getOrDefault(noAddress, Matches.NONE)).isEqualTo(Matches.NONE);
  }

  @Test
  void aPersonsEditIsToldFromOurOwn() {
    assumeTrue(keepsEditTimes());
    RecordKey key = created(1);
    accepted(write(update(key, textField(), "Ann")));
    later();
    Instant from = now();
    personEdits(key, textField(), "Eve");
    later();
    Instant to = now();
    accepted(write(update(key, otherTextField(), "12345")));
    later();
    accepted(write(update(key, textField(), "Ann")));
    Map<RecordKey, Set<String>> fields = Map.of(key, Set.of(textField(), otherTextField()));
    Map<String, Crm.Edit> edits =
        crm().lastEdits(fields, Instant.EPOCH, Lane.LIVE).getOrDefault(key, Map.of());
    assertThat(edits).containsOnlyKeys(textField());
    assertThat(edits.get(textField()).at()).isBetween(from, to);
    assertThat(edits.get(textField()).value()).isEqualTo("Eve");
    assertThat(crm().lastEdits(fields, from, Lane.LIVE).get(key)).isEqualTo(edits);
    assertThat(crm().lastEdits(fields, to.plusSeconds(1), Lane.LIVE).getOrDefault(key, Map.of()))
        .isEmpty();
  }

  @Test
  void ownersAreThePeopleWhoCanOwnARecord() {
    assertThat(crm().owners(Lane.LIVE).values()).containsExactlyInAnyOrderElementsOf(ownerEmails());
  }

  @Test
  void theSchemaDescribesTheFields() {
    Schema schema = crm().schema(object());
    assertThat(schema.fields()).containsKeys(emailField(), textField(), otherTextField());
    Schema.Field text = schema.fields().get(textField());
    assertThat(text.updatable()).isTrue();
    assertThat(text.creatable()).isTrue();
    assertThat(text.lengthMax()).isPositive();
    assertThat(schema.fields().get(option().getKey()).options()).contains(option().getValue());
    assertThat(schema.fields()).doesNotContainKey("no_such_field");
  }
}
