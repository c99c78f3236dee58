package io.leadloop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.app.Daemon;
import io.leadloop.app.Wiring;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.ops.Office;
import io.leadloop.store.Erased.Word;
import io.leadloop.store.LinkRow;
import io.leadloop.store.Problem;
import io.leadloop.store.Store;
import io.leadloop.sync.Crm;
import io.leadloop.sync.State;
import io.leadloop.sync.Vendors;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person who is to be forgotten is forgotten, and does not come back by themselves. */
class EraseCommandTest {
  private static final int LEADS = 6;
  private static final String FIRST = "10001";
  private static final String NAME = "Zzqxforgotten";

  @TempDir Path folder;
  private SmallWorld world;
  private Daemon daemon;
  private String address;

  @BeforeEach
  void open() {
    world = new SmallWorld(folder, LEADS);
    address = world.emailOf(FIRST);
    world.editContact(FIRST, "lastname", NAME);
    start();
    daemon.goLive();
    settle();
    assertThat(links()).isEqualTo(LEADS);
    world.editContact(FIRST, "jobtitle", "Buyer");
    SmallWorld.until(() -> journal(FIRST).contains("Buyer"));
    settle();
  }

  @AfterEach
  void close() {
    daemon.close();
    world.close();
  }

  private void start() {
    daemon = world.daemon();
  }

  private CommandRun run(String... arguments) {
    CommandRun run = world.run(arguments);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    return run;
  }

  private int links() {
    return run("status", "--json").json().path("links").asInt();
  }

  private String journal(String who) {
    return run("journal", who).out();
  }

  private void settle() {
    SmallWorld.until(
        () -> {
          JsonNode status = run("status", "--json").json();
          return status.path("inbox").isEmpty() && status.path("links").asInt() > 0;
        });
  }

  private List<Problem> problems() {
    State state = daemon.state();
    return state.store().read(handle -> state.problems().all(handle, 100));
  }

  /** What was seen of a contact since then waits for a person, and nothing tells what it showed. */
  private boolean waitsWithoutPrint(String id, Instant since) {
    return daemon
        .state()
        .store()
        .read(
            handle ->
                handle
                    .createQuery(
                        """
                        select count(*) > 0 from inbox
                        where subject = :subject and hubspot_version >= :since
                          and due_at is null and leased_until is null and hubspot_print is null
                        """)
                    .bind("subject", RecordKey.contact(id).text())
                    .bind("since", since.toEpochMilli())
                    .mapTo(Boolean.class)
                    .one());
  }

  /** The files of the store that hold this text. */
  private List<String> holding(String text) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(
              file -> bytes(file).toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)))
          .map(file -> file.getFileName().toString())
          .toList();
    }
  }

  private static String bytes(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void nothingOfThemIsLeftInTheFileWhileTheDaemonRuns_P7() throws IOException {
    assertThat(holding(address)).isNotEmpty();
    String other = world.emailOf("10002");

    CommandRun erased = run("erase", "--person", address, "--yes");

    assertThat(erased.out()).doesNotContain(address, NAME).contains("\"rowsRemoved\"");
    assertThat(erased.err()).isEmpty();
    assertThat(holding(address)).isEmpty();
    assertThat(holding(NAME)).isEmpty();
    assertThat(holding(other)).as("nobody else is touched").isNotEmpty();
    assertThat(links()).isEqualTo(LEADS - 1);
    assertThat(world.leadsInSalesforce()).as("no record of a vendor is deleted").isEqualTo(LEADS);
    assertThat(world.run("journal", FIRST).out()).doesNotContain("Buyer", NAME, address);
    assertThat(run("store", "verify").out()).doesNotContain("problem");
  }

  @Test
  void whoWasErasedIsNeitherLinkedNorCreatedAgainUntilThatIsLifted_P4() {
    run("erase", "--person", FIRST, "--yes");

    Instant since = Instant.now();
    world.editContact(FIRST, "jobtitle", "Head");
    SmallWorld.until(() -> waitsWithoutPrint(FIRST, since));
    assertThat(links()).isEqualTo(LEADS - 1);
    assertThat(problems()).extracting(Problem::code).contains("erased-before");
    SmallWorld.until(
        () ->
            problems().stream()
                .anyMatch(waits -> waits.nextStep().contains("leadloop erase --lift " + FIRST)));
    assertThat(problems().toString()).doesNotContain(address, NAME);

    run("erase", "--lift", FIRST);
    SmallWorld.until(() -> links() == LEADS);
    assertThat(world.leadsInSalesforce()).isEqualTo(LEADS);
    // They are linked before what is written is sent, and wait no more after it.
    SmallWorld.until(() -> problems().isEmpty());
  }

  @Test
  void whoComesBackUnderANewRecordWaitsForAPerson_P4() {
    run("erase", "--person", FIRST, "--yes");
    world.deleteForGood(FIRST);

    String again = world.signsUp(address.toUpperCase(Locale.ROOT), "Other");
    SmallWorld.until(
        () ->
            problems().stream()
                .anyMatch(
                    waits ->
                        waits.code().equals("erased-before")
                            && waits.subject().equals("hubspot:contacts:" + again)));
    assertThat(world.leadsInSalesforce()).isEqualTo(LEADS);
    assertThat(links()).isEqualTo(LEADS - 1);

    run("erase", "--lift", again);
    SmallWorld.until(() -> links() == LEADS);
  }

  @Test
  void aCertificateSaysWhatIsLeftToDoAndNamesNobody() throws IOException {
    String backup = run("store", "backup", "--json").json().path("backup").asText();
    daemon.close();
    Path file = folder.resolve("certificate.json");

    CommandRun erased = run("erase", "--person", FIRST, "--certificate", file.toString(), "--yes");

    assertThat(erased.out())
        .contains("contact " + FIRST, "Left to do: Salesforce: delete Lead 00Q")
        .doesNotContain(address);
    String text = Files.readString(file);
    assertThat(text).doesNotContain(address, NAME, "Buyer");
    JsonNode certificate = Office.parse(text, JsonNode.class);
    assertThat(certificate.path("rowsRemoved").path("link").asInt()).isEqualTo(1);
    assertThat(certificate.path("rowsRemoved").path("journal").asInt()).isGreaterThan(1);
    assertThat(certificate.path("kept").path("hashes")).hasSize(3);
    assertThat(certificate.path("leftToDo").toString())
        .contains("HubSpot: open contact " + FIRST, "Salesforce: delete Lead 00Q", backup);
    assertThat(holding(address)).containsExactly(Path.of(backup).getFileName().toString());

    CommandRun twice =
        world.run("erase", "--person", FIRST, "--certificate", file.toString(), "--yes");
    assertThat(twice.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(twice.err()).contains("there is a file " + file);
    start();
  }

  @Test
  void itIsAskedForFirst() {
    CommandRun nobody = world.run("erase", "--person", FIRST);
    assertThat(nobody.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(nobody.err()).contains("--yes");

    CommandRun no = world.personSays("no").run("erase", "--person", FIRST);
    assertThat(no.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(no.out())
        .contains("<-> contact " + FIRST, "journal rows", "Nothing was changed.")
        .doesNotContain(address);
    assertThat(links()).isEqualTo(LEADS);

    CommandRun unknown = world.run("erase", "--person", "nobody@example.com", "--yes");
    assertThat(unknown.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(unknown.err()).contains("Nobody has the e-mail address");
  }

  @Test
  void aContactThatHubspotDeletedForGoodLeadsToTheErasure() {
    world.deleteForGood(FIRST);
    SmallWorld.until(
        () -> {
          // What a sweep saw in the last seconds stands in for a read.
          run("retry", FIRST);
          return problems().stream()
              .anyMatch(
                  problem ->
                      problem.code().equals("record-gone")
                          && problem.nextStep().contains("leadloop erase --person 00Q"));
        });
  }

  @Test
  void theStoreIsMovedWithItsMemoryOfWhoWasErased() {
    run("erase", "--person", FIRST, "--yes");
    try (Store store = Store.open(world.store())) {
      State state = State.of(store, "main");
      assertThat(store.<Boolean>read(handle -> state.erased().any(handle))).isTrue();
    }
  }

  /** Waits until a contact waits as erased, or is somebody in Salesforce all the same. */
  private void isKeptOut(String contact) {
    SmallWorld.until(
        () ->
            world.leadsInSalesforce() > LEADS
                || problems().stream()
                    .anyMatch(
                        waits ->
                            waits.code().equals("erased-before")
                                && waits.subject().equals("hubspot:contacts:" + contact)));
    assertThat(world.leadsInSalesforce()).isEqualTo(LEADS);
    assertThat(links()).isEqualTo(LEADS - 1);
  }

  @Test
  void whoComesBackUnderAFurtherAddressWaitsToo_P4() {
    world.addAddress(FIRST, "second@example.com");
    run("erase", "--person", FIRST, "--yes");
    world.deleteForGood(FIRST);

    isKeptOut(world.signsUp("second@example.com", "Other"));
  }

  @Test
  void whoComesBackWithAnErasedAddressAsAFurtherOneWaitsToo_P4() {
    // An address that only HubSpot had: no Lead could be recognised by it.
    world.addAddress(FIRST, "second@example.com");
    run("erase", "--person", FIRST, "--yes");
    world.deleteForGood(FIRST);
    daemon.close();
    String again = world.signsUp("fresh@example.com", "Other");
    world.addAddress(again, "other@example.com;second@example.com");
    start();

    isKeptOut(again);
  }

  @Test
  void whatARoundLinkedMeanwhileIsErasedWithThem_P7() {
    daemon.close();
    String late = world.signsUp("late@example.com", "Late");
    RecordKey lead = RecordKey.salesforce(RecordKey.LEAD, "00Q5f00000ZZZZZEA5");
    AtomicInteger opened = new AtomicInteger();
    AtomicBoolean linked = new AtomicBoolean();
    Accounts accounts =
        (config, secrets, calls) -> {
          opened.incrementAndGet();
          Vendors vendors = Wiring.vendors(config, secrets, calls);
          Map<Side, Crm> crms = new EnumMap<>(vendors.crms());
          crms.computeIfPresent(
              Side.SALESFORCE,
              (side, crm) ->
                  afterFind(
                      crm,
                      () -> {
                        // The first look only shows; the second one is the erasure's.
                        if (opened.get() == 2 && !linked.getAndSet(true)) {
                          link(late, lead);
                        }
                      }));
          return new Vendors(crms, vendors.timeline(), vendors.closing());
        };
    Surroundings usual = world.surroundings();
    CommandRun erased =
        CommandRun.of(
            new Surroundings(accounts, usual.clock(), usual.environment(), usual.terminal()),
            world.withConfig("erase", "--person", late, "--yes"));

    assertThat(erased.exitCode()).as(erased.err()).isEqualTo(ExitCode.OK);
    assertThat(linked).isTrue();
    try (Store store = Store.open(world.store())) {
      State state = State.of(store, "main");
      Optional<LinkRow> left = store.read(handle -> state.links().of(handle, lead));
      assertThat(left).isEmpty();
      Map<Word, Instant> known =
          store.read(handle -> state.erased().among(handle, List.of(Word.of(lead))));
      assertThat(known).hasSize(1);
    }
    start();
  }

  private void link(String contact, RecordKey lead) {
    try (Store store = Store.open(world.store())) {
      State state = State.of(store, "main");
      store.run(handle -> state.links().add(handle, contact, lead, false, Instant.now()));
    }
  }

  private static Crm afterFind(Crm crm, Runnable then) {
    return (Crm)
        Proxy.newProxyInstance(
            Crm.class.getClassLoader(),
            new Class<?>[] {Crm.class},
            (proxy, method, arguments) -> {
              Object answer = method.invoke(crm, arguments);
              if (method.getName().equals("find")) {
                then.run();
              }
              return answer;
            });
  }

  @Test
  void anErasureWhoseEndNobodySawIsDoneAgain() {
    run("erase", "--person", FIRST, "--yes");
    world.deleteForGood(FIRST);

    CommandRun again = run("erase", "--person", FIRST, "--yes", "--json");

    assertThat(again.json().path("rowsRemoved").path("link").asInt()).isZero();
    assertThat(again.json().path("file").asText()).contains("written anew");
  }

  @Test
  void aCertificateWithoutAPlaceStopsTheErasureBefore() {
    Path nowhere = folder.resolve("nowhere").resolve("certificate.json");
    CommandRun refused =
        world.run("erase", "--person", FIRST, "--certificate", nowhere.toString(), "--yes");
    assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err()).contains("cannot be written", "Nothing was changed.");
    assertThat(links()).isEqualTo(LEADS);
  }
}
