package io.leadloop.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.store.JournalRow;
import io.leadloop.store.LinkRow;
import io.leadloop.store.Problem;
import io.leadloop.store.Store;
import io.leadloop.sync.Lane;
import io.leadloop.sync.State;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Ann, whose Lead sales rejected, on a stage where who is rejected and sends another form gets a
 * new Lead; and what can be seen of her.
 */
final class RejectedLead implements AutoCloseable {
  /** A rule of Salesforce under which nobody gets a second Lead. */
  static final String NO_DUPLICATES =
      """
      {"duplicate": [{"object": "Lead", "action": "alert", "match": [{"object": "Lead", "fields": ["Email"]}]}]}
      """;

  final Stage stage;
  final Relay salesforce;
  final String contact;
  final String lead;

  private final FormSender person;

  private RejectedLead(FormSender person, Map<String, String> more) {
    this.person = person;
    stage = person.stage;
    salesforce = person.salesforce;
    contact = person.isThere(more);
    stage.start();
    lead = person.isALead();
    person.isRejected(lead);
  }

  /** With a daemon that runs, and everything at rest. */
  static RejectedLead on(Path folder) throws IOException {
    return on(folder, Map.of());
  }

  /**
   * The same.
   *
   * @param more properties of her contact
   */
  static RejectedLead on(Path folder, Map<String, String> more) throws IOException {
    FormSender person = FormSender.on(folder);
    Files.writeString(
        person.stage.config.resolve("lead-definition.yaml"),
        """
        create_in_salesforce: { when: { none: [ { lifecyclestage: { is: customer } } ] } }
        create_in_hubspot: { when: always }
        re_engagement: { new_lead_when: [rejected, recycled] }
        """);
    return new RejectedLead(person, more);
  }

  /** She sends a form. */
  void sends(String form, Instant at, int number) {
    person.sends(form, at, number);
  }

  /** The one Lead that carries her key. */
  String keyed() {
    return person.keyed();
  }

  /** Sales is done with a lead of hers, and marketing sees it. */
  void isRejected(String other) {
    person.isRejected(other);
  }

  /** Sales rejects her Lead. */
  void rejects() {
    stage.accounts.edit(
        "Lead", lead, Map.of("Status", "Rejected", "Rejection_Reason__c", "No budget"));
  }

  String shows(String property) {
    return person.shows(property);
  }

  /** What a Lead shows. */
  String shows(String lead, String field) {
    return stage.accounts.lead(lead, field).path(field).asText("");
  }

  /** Waits until she has a new Lead and everything is at rest; returns its id. */
  String newLead() {
    Eventually.equal("there is a new one", 2L, () -> stage.accounts.count("Lead"));
    Eventually.see(
        "it has the key",
        () -> stage.accounts.leadsByKey("Email"),
        all -> all.containsKey(contact));
    stage.atRest();
    String other = keyed();
    assertThat(other).isNotEqualTo(lead);
    return other;
  }

  /** Nobody is made, and nobody is asked to look. */
  void isLeftAlone() {
    stage.atRest();
    assertThat(stage.accounts.count("Lead")).isEqualTo(1);
    assertThat(stage.accounts.count("Task")).isZero();
  }

  List<LinkRow> links() {
    return person.links();
  }

  List<Problem> problems() {
    return person.problems();
  }

  /** What is journalled under a subject, the newest first. */
  List<JournalRow> journal(String subject) {
    return person.inStore((state, handle) -> state.journal().last(handle, subject, 100));
  }

  /** An admin has everything that waits tried again. */
  void retry() {
    try (Store store = Store.open(stage.store)) {
      State state = State.of(store, "main");
      store.run(
          handle -> state.inbox().wakeAllWaiting(handle, Lane.REPAIR.number(), Instant.now()));
    }
  }

  /** Sets the rules of Salesforce. */
  void rules(String rules) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(stage.salesforce.baseUrl() + "/_sandbox/rules"))
                    .PUT(HttpRequest.BodyPublishers.ofString(rules))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isLessThan(300);
  }

  /** The vendors' clocks go on for that long. */
  static void passes(Duration time) {
    Instant later = Instant.now().plus(time);
    Eventually.see("a moment passes", Instant::now, now -> now.isAfter(later));
  }

  @Override
  public void close() {
    person.close();
  }
}
