package io.leadloop.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.RecordKey;
import io.leadloop.merge.FieldBaseline;
import io.leadloop.store.Erased.Word;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is left of a person who was erased, and of rows that named them. */
@ParameterizedClass
@EnumSource(Database.class)
class ErasedTest {
  private static final Instant NOW = Filled.NOW;
  private static final RecordKey CONTACT = RecordKey.contact("51");
  private static final RecordKey LEAD = RecordKey.salesforce("Lead", "00Q5f00000ABCDEEA4");

  @Parameter Database database;
  @TempDir Path folder;
  private Store store;
  private final Erased erased = new Erased("main");

  @BeforeEach
  void open() {
    store = database.open(folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private Set<Word> among(Word... words) {
    return store.read(handle -> erased.among(handle, List.of(words)).keySet());
  }

  @Test
  void recognisesWithoutKnowing() {
    Word ann = Word.address(" Ann@Example.com ");
    assertThat(among(ann)).isEmpty();
    Erased.Trace trace =
        store.write(
            handle -> erased.add(handle, List.of(ann, Word.of(CONTACT), Word.of(LEAD)), NOW));
    assertThat(trace.hashes()).hasSize(3).noneMatch(hash -> hash.contains("ann"));
    assertThat(among(Word.address("ann@example.com"), Word.address("bob@example.com")))
        .containsExactly(ann);
    assertThat(among(Word.of(RecordKey.salesforce("Lead", "00Q5f00000ABCDE")))).hasSize(1);
    assertThat(among(Word.of(RecordKey.contact("510")))).isEmpty();
    // A record of another connection is another record.
    assertThat(store.<Boolean>read(handle -> new Erased("other").any(handle))).isFalse();
  }

  @Test
  void isLiftedAsAWhole() {
    Word ann = Word.address("ann@example.com");
    Word bob = Word.address("bob@example.com");
    store.run(handle -> erased.add(handle, List.of(ann, Word.of(CONTACT)), NOW));
    store.run(handle -> erased.add(handle, List.of(bob), NOW));
    assertThat(store.<Integer>write(handle -> erased.lift(handle, List.of(Word.of(CONTACT)))))
        .isEqualTo(1);
    assertThat(among(ann, bob, Word.of(CONTACT))).containsExactly(bob);
  }

  @Test
  void whoIsErasedAgainIsLiftedAsAWhole() {
    Word ann = Word.address("ann@example.com");
    Word bob = Word.address("bob@example.com");
    store.run(handle -> erased.add(handle, List.of(ann, Word.of(CONTACT)), NOW));
    store.run(handle -> erased.add(handle, List.of(bob), NOW));
    store.run(handle -> erased.add(handle, List.of(Word.of(CONTACT)), NOW));
    assertThat(store.<Integer>write(handle -> erased.lift(handle, List.of(Word.of(CONTACT)))))
        .isEqualTo(1);
    assertThat(among(ann, bob, Word.of(CONTACT))).containsExactly(bob);
  }

  @Test
  void takesAllRowsOfALinkAndNoneOfOthers() {
    Filled.with(store);
    Traces traces = new Traces("main");
    LinkRow row =
        store.read(handle -> new Links("main").of(handle, RecordKey.contact("100")).orElseThrow());
    Traces.Person person =
        new Traces.Person(
            Set.of(row.link().id()), Set.of(RecordKey.contact("100"), row.link().salesforce()));
    var counted = store.read(handle -> traces.count(handle, person));
    assertThat(counted)
        .containsEntry("link", 1L)
        .containsEntry("intent", 1L)
        .containsEntry("problem", 1L)
        .containsEntry("item", 1L)
        .containsEntry("journal", 1L);
    JournalRows found = store.read(handle -> traces.find(handle, person));
    var removed = store.write(handle -> traces.remove(handle, person, found));
    assertThat(removed).isEqualTo(counted);
    var left = store.read(handle -> traces.count(handle, person));
    assertThat(left.values()).containsOnly(0L);
    Verification verification = Verification.of(store);
    assertThat(verification.findings()).isEmpty();
    assertThat(verification.rows()).containsEntry("link", Filled.LINKS - 1L);
  }

  @Test
  void rowsOfOthersForgetTheName() {
    Journal journal = new Journal("main");
    store.run(
        handle ->
            journal.append(
                handle,
                List.of(
                    row("Lead X is linked to contact 51, not contact 510.", "ANN@example.com"),
                    row("nothing", "joann@example.com"))));
    List<String> names = List.of("contact 51", "ann@example.com");
    assertThat(blotted(names)).isEqualTo(1);
    List<JournalRow> rows = store.read(handle -> journal.after(handle, 0, 10));
    assertThat(rows.get(0).message()).isEqualTo("Lead X is linked to [erased], not contact 510.");
    assertThat(rows.get(0).fields().get(0).hubspot()).isEqualTo("[erased]");
    assertThat(rows.get(1).fields().get(0).hubspot()).isEqualTo("joann@example.com");
  }

  @Test
  void capitalLettersBeyondAsciiAreTheSameName() {
    Journal journal = new Journal("main");
    Links links = new Links("main");
    String address = "zoë.müller@exämple.com";
    String capital = "ZOË.MÜLLER@EXÄMPLE.COM";
    store.run(
        handle -> {
          journal.append(
              handle,
              List.of(
                  row("Lead X has the address " + capital + ".", "Zoë.Müller@Exämple.com"),
                  row("nothing", "zoé.muller@exämple.com"),
                  new JournalRow(
                      0,
                      NOW,
                      null,
                      CONTACT.text(),
                      null,
                      "park",
                      "x",
                      null,
                      "parked",
                      "",
                      row("", capital).fields())));
          LinkRow row = links.add(handle, "7", LEAD, true, NOW);
          links.save(
              handle, List.of(row.withFields(Map.of("a>A", new FieldBaseline(capital, "")))));
        });
    assertThat(store.<List<LinkRow>>read(handle -> links.holding(handle, address))).hasSize(1);
    assertThat(
            store.<Set<RecordKey>>read(handle -> new Traces("main").unlinkedWith(handle, address)))
        .containsExactly(CONTACT);
    assertThat(blotted(List.of(address))).isEqualTo(2);
    List<JournalRow> rows = store.read(handle -> journal.after(handle, 0, 10));
    assertThat(rows.get(0).message()).isEqualTo("Lead X has the address [erased].");
    assertThat(rows)
        .extracting(left -> left.fields().get(0).hubspot())
        .containsExactly("[erased]", "zoé.muller@exämple.com", "[erased]");
  }

  private long blotted(List<String> names) {
    Mentions mentions = new Mentions("main");
    JournalRows found = store.read(handle -> mentions.find(handle, names));
    return store.write(handle -> mentions.blot(handle, names, found));
  }

  @Test
  void whatCameBetweenTheSearchAndTheTransactionIsFoundThere() {
    Journal journal = new Journal("main");
    Mentions mentions = new Mentions("main");
    Traces traces = new Traces("main");
    Traces.Person person = new Traces.Person(Set.of(), Set.of(LEAD));
    List<String> names = List.of("ann@example.com");
    List<JournalRow> both = List.of(row("ann@example.com", "x"), about(LEAD));
    store.run(handle -> journal.append(handle, both));
    JournalRows naming = store.read(handle -> mentions.find(handle, names));
    JournalRows own = store.read(handle -> traces.find(handle, person));
    assertThat(naming.ids()).hasSize(1);
    assertThat(own.ids()).hasSize(1).doesNotContainAnyElementsOf(naming.ids());

    store.run(handle -> journal.append(handle, both));
    var removed = store.write(handle -> traces.remove(handle, person, own));
    assertThat(removed).containsEntry("journal", 2L);
    assertThat(store.<Long>write(handle -> mentions.blot(handle, names, naming))).isEqualTo(2);

    assertThat(store.<List<JournalRow>>read(handle -> journal.after(handle, 0, 10)))
        .extracting(JournalRow::message)
        .containsExactly("[erased]", "[erased]");
  }

  private static JournalRow about(RecordKey record) {
    return new JournalRow(
        0, NOW, null, "link:8", null, "update", record.text(), null, "accepted", "", List.of());
  }

  private static JournalRow row(String message, String value) {
    JournalRow.Field field = new JournalRow.Field("email", "leads.yaml:3", value, "", "", "why");
    return new JournalRow(
        0, NOW, 7L, "link:7", null, "park", "x", null, "parked", message, List.of(field));
  }
}
