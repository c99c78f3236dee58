package io.leadloop.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.Item;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DispositionsTest {
  private static final Instant SAID = Instant.parse("2026-11-21T08:00:00.250Z");
  private static final Dispositions DISPOSITIONS =
      new Dispositions(
          "Status",
          "Reason",
          List.of(
              new DispositionRule("accepted", List.of("Working"), false, false, Map.of()),
              new DispositionRule(
                  "rejected", List.of("Rejected"), false, true, Map.of("NB", "No budget")),
              new DispositionRule("converted", List.of(), true, false, Map.of())));

  @Test
  void salesSaidNothingYet() {
    assertThat(of(lead("Open", ""), Map.of()).values()).containsOnly("");
  }

  @Test
  void aStatusIsADispositionWithItsTimeAndNumber() {
    assertThat(of(lead("Working", ""), Map.of()))
        .containsEntry(Dispositions.NAME, "accepted")
        .containsEntry(Dispositions.AT, "2026-11-21T08:00:00Z")
        .containsEntry(Dispositions.NUMBER, "1");
  }

  @Test
  void aReasonThatIsRequiredIsWaitedFor() {
    assertThat(of(lead("Rejected", ""), Map.of())).containsEntry(Dispositions.NAME, "");
    assertThat(of(lead("Rejected", "NB"), Map.of()))
        .containsEntry(Dispositions.NAME, "rejected")
        .containsEntry(Dispositions.REASON, "No budget");
    assertThat(of(lead("Rejected", "Other"), Map.of())).containsEntry(Dispositions.REASON, "Other");
  }

  @Test
  void theSameDispositionKeepsItsTimeAndEachNewOneIsOneNumber() {
    Map<String, String> first = of(lead("Working", ""), Map.of());
    Snapshot touched =
        new Snapshot(key(), Map.of("Status", "Working"), SAID.plusSeconds(60), false, null);
    assertThat(of(touched, first)).isEqualTo(first);
    Map<String, String> second = of(lead("Rejected", "NB"), first);
    assertThat(second).containsEntry(Dispositions.NUMBER, "2");
    Map<String, String> third = of(lead("Rejected", "Other"), second);
    assertThat(third).containsEntry(Dispositions.NUMBER, "3");
    Map<String, String> back = of(lead("Open", ""), third);
    assertThat(back).containsEntry(Dispositions.NAME, "").containsEntry(Dispositions.NUMBER, "3");
    assertThat(of(lead("Working", ""), back)).containsEntry(Dispositions.NUMBER, "4");
  }

  @Test
  void aConvertedLeadAndItsContactSayTheSame() {
    Snapshot lead =
        new Snapshot(key(), Map.of("Status", "Open", "IsConverted", "true"), SAID, false, null);
    Snapshot contact =
        new Snapshot(RecordKey.salesforce(RecordKey.CONTACT, "003"), Map.of(), SAID, false, null);
    assertThat(of(lead, Map.of())).containsEntry(Dispositions.NAME, "converted");
    assertThat(DISPOSITIONS.of(contact, true, Map.of()).fields())
        .containsEntry(Dispositions.NAME, "converted");
    assertThat(DISPOSITIONS.of(contact, false, Map.of()).fields())
        .containsEntry(Dispositions.NAME, "");
  }

  @Test
  void historyIsSilentAndEachNewDispositionIsOneNote() {
    Map<String, String> accepted = of(lead("Working", ""), Map.of());
    assertThat(note(accepted, Optional.empty())).isEmpty();
    assertThat(note(accepted, Optional.of(accepted))).isEmpty();
    Item note = note(accepted, Optional.of(of(lead("Open", ""), Map.of()))).orElseThrow();
    assertThat(note.body()).isEqualTo("Sales accepted this lead.\nIn Salesforce: Lead 00Q1.");
    assertThat(note.at()).isEqualTo(Instant.parse("2026-11-21T08:00:00Z"));
    Map<String, String> rejected = of(lead("Rejected", "NB"), accepted);
    Item second = note(rejected, Optional.of(accepted)).orElseThrow();
    assertThat(second.body()).startsWith("Sales rejected this lead: No budget.");
    assertThat(second.reference()).isNotEqualTo(note.reference());
    assertThat(note(rejected, Optional.of(accepted))).contains(second);
  }

  private static Optional<Item> note(
      Map<String, String> now, Optional<Map<String, String>> settled) {
    return DispositionNote.of("5f3a", 12, now, settled, "Lead 00Q1");
  }

  private static Map<String, String> of(Snapshot lead, Map<String, String> previous) {
    return DISPOSITIONS.of(lead, false, previous).fields();
  }

  private static Snapshot lead(String status, String reason) {
    return new Snapshot(key(), Map.of("Status", status, "Reason", reason), SAID, false, null);
  }

  private static RecordKey key() {
    return RecordKey.salesforce(RecordKey.LEAD, "00Q1");
  }
}
