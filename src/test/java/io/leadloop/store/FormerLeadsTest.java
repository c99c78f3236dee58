package io.leadloop.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.RecordKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is remembered of the Leads that people left, on both databases. */
class FormerLeadsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final RecordKey CONTACT = RecordKey.contact("51");
  private static final RecordKey FIRST = RecordKey.salesforce(RecordKey.LEAD, "00Q1");
  private static final RecordKey SECOND = RecordKey.salesforce(RecordKey.LEAD, "00Q2");

  private final FormerLeads leads = new FormerLeads("main");

  @TempDir Path folder;

  private void leave(Handle handle, long linkId, RecordKey lead, Instant at) {
    leads.leave(handle, linkId, new FormerLead(lead, CONTACT, "", at, Set.of("calls>DoNotCall")));
  }

  @ParameterizedTest
  @EnumSource
  void theLeadsThatAPersonLeftGoWithThem(Database database) {
    try (Store store = database.open(folder)) {
      store.run(
          handle -> {
            leave(handle, 1, FIRST, NOW);
            assertThat(leads.underWay(handle, List.of(CONTACT)).get(CONTACT))
                .extracting(FormerLead::lead)
                .isEqualTo(FIRST);
            leads.arrive(handle, Map.of(CONTACT, 2L));
            assertThat(leads.underWay(handle, List.of(CONTACT))).isEmpty();
            assertThat(leads.among(handle, List.of(FIRST, SECOND))).containsOnlyKeys(FIRST);

            leave(handle, 2, SECOND, NOW.plusSeconds(1));
            assertThat(leads.underWay(handle, List.of(CONTACT)).get(CONTACT).lead())
                .as("the last one")
                .isEqualTo(SECOND);
            leads.arrive(handle, Map.of(CONTACT, 3L));
            leads.join(handle, 3, 9);
            assertThat(leads.of(handle, 9))
                .extracting(FormerLead::lead)
                .containsExactly(FIRST, SECOND);
          });
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoWasMergedIsOnTheWayUnderTheSurvivor(Database database) {
    RecordKey survivor = RecordKey.contact("77");
    try (Store store = database.open(folder)) {
      store.run(
          handle -> {
            leave(handle, 1, FIRST, NOW);
            leads.arrive(handle, Map.of(CONTACT, 2L));
            leads.inherit(handle, CONTACT, survivor);
            assertThat(leads.among(handle, List.of(FIRST))).as("linked").containsValue(CONTACT);

            leave(handle, 2, SECOND, NOW.plusSeconds(1));
            leads.inherit(handle, CONTACT, survivor);
            assertThat(leads.underWay(handle, List.of(CONTACT, survivor)))
                .containsOnlyKeys(survivor);
            assertThat(leads.among(handle, List.of(FIRST, SECOND)))
                .isEqualTo(Map.of(FIRST, survivor, SECOND, survivor));
          });
    }
  }

  @ParameterizedTest
  @EnumSource
  void anOptOutIsOwedOnceUntilBothSidesShowIt(Database database) {
    try (Store store = database.open(folder)) {
      store.run(
          handle -> {
            leave(handle, 1, FIRST, NOW);
            Set<String> known = Set.of("calls>DoNotCall");
            Set<String> both = Set.of("calls>DoNotCall", "mails>HasOptedOutOfEmail");
            assertThat(leads.shows(handle, FIRST, known)).isEmpty();
            assertThat(leads.shows(handle, FIRST, both)).contains(CONTACT.text());
            leads.arrive(handle, Map.of(CONTACT, 2L));
            assertThat(leads.shows(handle, FIRST, both)).as("seen before").isEmpty();
            assertThat(leads.owed(handle, List.of(1L, 2L)))
                .isEqualTo(Map.of(2L, Set.of("mails>HasOptedOutOfEmail")));
            leads.paid(handle, 2, Set.of("mails>HasOptedOutOfEmail"));
            assertThat(leads.owed(handle, List.of(2L))).isEmpty();
            assertThat(leads.shows(handle, FIRST, Set.of())).isEmpty();
            assertThat(leads.shows(handle, FIRST, known)).as("ticked anew").contains("link:2");
          });
    }
  }
}
