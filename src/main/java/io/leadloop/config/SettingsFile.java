package io.leadloop.config;

import io.leadloop.mapping.Place;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code leadloop.yaml}: both accounts, the store, schedules, limits, brakes. */
final class SettingsFile {
  private static final Shape TEXT = new Shape.Text();
  private static final Shape TIME = new Shape.Time();
  private static final Shape COUNT = new Shape.Whole(1, 1_000_000);

  private static final Shape.Section HUBSPOT =
      Shape.Section.of(
              Option.usual(
                  "base_url",
                  new Shape.Address(),
                  "https://api.hubapi.com",
                  "Where HubSpot's API is."),
              Option.usual("api_version", TEXT, "2026-09", "The dated version of HubSpot's API."),
              Option.usual(
                  "token_env",
                  new Shape.Variable(),
                  "LEADLOOP_HUBSPOT_TOKEN",
                  "The environment variable that holds the service key, or the access token of the"
                      + " app."),
              Option.optional(
                  "token_file",
                  TEXT,
                  "The file that holds the access token, in place of token_env. It is read again"
                      + " before each call, so that a new token counts at once."),
              Option.usual(
                  "key_property",
                  TEXT,
                  "leadloop_key",
                  "The contact property (text, unique values) that holds the Salesforce id."),
              Option.usual(
                  "token_property",
                  TEXT,
                  "leadloop_token",
                  "The contact property (text) that holds the token of Leadloop's last write."),
              Option.usual("connect_timeout", TIME, "10s", "How long to wait for a connection."),
              Option.usual("call_timeout", TIME, "30s", "How long to wait for a whole answer."),
              Option.usual(
                  "requests_per_10s",
                  COUNT,
                  "100",
                  "How many requests HubSpot takes within 10 seconds: 100 on Free and Starter,"
                      + " 190 on Professional and Enterprise."),
              Option.usual(
                  "search_per_second",
                  COUNT,
                  "5",
                  "How many searches HubSpot takes within a second, per account."),
              Option.usual(
                  "limits",
                  Shape.Words.of("on", "off"),
                  "on",
                  "Whether to keep within both limits; off only for a sandbox without limits."))
          .with("api_version", List.of(Logins.HUBSPOT))
          .with("token_file", Logins.HUBSPOT_OAUTH)
          .refusing("token", Shape.Refusal.secret("token_env", "token_file"))
          .refusing("client_id", Shape.Refusal.secret("client_id_env", "client_id_file"))
          .refusing(
              "client_secret", Shape.Refusal.secret("client_secret_env", "client_secret_file"))
          .refusing(
              "refresh_token", Shape.Refusal.secret("refresh_token_env", "refresh_token_file"))
          .refusing("access_token", Shape.Refusal.secret("token_env", "token_file"))
          .refusing("api_key", Shape.Refusal.secret("token_env", "token_file"));

  private static final Shape.Section SALESFORCE =
      Shape.Section.of(
              Option.required(
                  "login_url",
                  new Shape.Address(),
                  "The org's own address, https://YOUR-DOMAIN.my.salesforce.com: the client"
                      + " credentials flow does not work through login.salesforce.com."),
              Option.usual("api_version", TEXT, "65.0", "The version of Salesforce's API."),
              Option.usual(
                  "client_id_env",
                  new Shape.Variable(),
                  "LEADLOOP_SALESFORCE_CLIENT_ID",
                  "The environment variable that holds the consumer key of the app."),
              Option.optional(
                  "client_id_file",
                  TEXT,
                  "The file that holds the consumer key, in place of client_id_env."),
              Option.usual(
                  "client_secret_env",
                  new Shape.Variable(),
                  "LEADLOOP_SALESFORCE_CLIENT_SECRET",
                  "The environment variable that holds the consumer secret of the app."),
              Option.optional(
                  "client_secret_file",
                  TEXT,
                  "The file that holds the consumer secret, in place of client_secret_env. It is"
                      + " read again before each login."),
              Option.usual(
                  "key_field",
                  TEXT,
                  "Leadloop_Key__c",
                  "The field of Lead and Contact (text, external id, unique) that holds the HubSpot"
                      + " id."),
              Option.usual(
                  "token_field",
                  TEXT,
                  "Leadloop_Token__c",
                  "The field of Lead and Contact (text, 80 long, External ID) that holds the token of"
                      + " Leadloop's last write."),
              Option.usual("connect_timeout", TIME, "10s", "How long to wait for a connection."),
              Option.usual("call_timeout", TIME, "60s", "How long to wait for a whole answer."))
          .with("api_version", List.of(Logins.SALESFORCE))
          .with("client_secret_file", Logins.SALESFORCE_JWT)
          .refusing("client_id", Shape.Refusal.secret("client_id_env", "client_id_file"))
          .refusing(
              "client_secret", Shape.Refusal.secret("client_secret_env", "client_secret_file"))
          .refusing(
              "private_key",
              new Shape.Refusal(
                  "secret-in-file",
                  "%s must not stand in a file of the configuration.",
                  "Put it into a file of its own and its path under private_key_file. Make a new"
                      + " key if this file was shared."))
          .refusing("key_password", Shape.Refusal.secret("key_password_env", "key_password_file"))
          .refusing("password", Shape.Refusal.secret("client_secret_env", "client_secret_file"));

  private static final Shape.Section SCHEDULE =
      Shape.Section.of(
          Option.usual("sweep_every", TIME, "60s", "How often each side is asked what changed."),
          Option.usual(
              "overlap",
              TIME,
              "60s",
              "How far each sweep reaches back over the last one, for changes that a vendor shows"
                  + " late."),
          Option.usual(
              "long_overlap",
              TIME,
              "20m",
              "How far the rarer, longer overlap reaches back. Salesforce may show a change 10"
                  + " minutes late: no less than that, long_overlap_every and two times sweep_every"
                  + " together."),
          Option.usual("long_overlap_every", TIME, "5m", "How often the longer overlap is made."),
          Option.usual(
              "departures_every",
              TIME,
              "15m",
              "How often deleted and merged records are looked for. It costs one call to Salesforce,"
                  + " two to HubSpot, and one more for each 100 contacts in HubSpot's recycle bin."),
          Option.usual(
              "roll_call",
              Shape.Either.of(Shape.Words.of("off"), TIME),
              "7d",
              "In what time the records of every link are asked for by their ids, a few with each"
                  + " look for deleted records: one that was deleted for good is in no list. It"
                  + " costs at least one call to each side with each look, and to HubSpot one for"
                  + " each 100 contacts."),
          Option.usual("sync_every", TIME, "1s", "How often the inbox is looked into."),
          Option.usual(
              "fresh_for",
              TIME,
              "10s",
              "How long what a sweep saw serves as that side's state; after it the record is read"
                  + " again."),
          Option.usual(
              "config_every",
              TIME,
              "5s",
              "How often a running daemon looks whether these files have changed. A change is taken"
                  + " over when two looks saw the same and the check finds nothing wrong."),
          Option.usual(
              "schema_every",
              TIME,
              "10m",
              "How often a running daemon looks whether both accounts still have the fields that it"
                  + " needs, in three calls; sooner when an account refuses one. A line whose field"
                  + " is gone pauses by itself, and goes on by itself."));

  private static final Shape.Section BATCH =
      Shape.Section.of(
          Option.usual(
              "live",
              new Shape.Whole(1, 1000),
              "200",
              "How many links are worked on together when people wait for them; more changes than"
                  + " this in one sweep are a mass change."),
          Option.usual(
              "backfill",
              new Shape.Whole(1, 1000),
              "1000",
              "How many links are worked on together in a first load or a mass change, which gives"
                  + " way to people's edits."));

  private static final Shape.Section RETRY =
      Shape.Section.of(
          Option.usual("first", TIME, "1m", "The pause after the first refusal of a record."),
          Option.usual(
              "most", TIME, "6h", "The longest pause; each is four times the one before."));

  static final Shape.Section SHAPE =
      Shape.Section.of(
          Option.usual(
              "connection",
              TEXT,
              "main",
              "The name of this pair of accounts. Keep it: all state is stored under it."),
          Option.optional("store", StoreSection.SHAPE, "Where Leadloop keeps its state."),
          Option.optional("hubspot", HUBSPOT, "The HubSpot account."),
          Option.required("salesforce", SALESFORCE, "The Salesforce org."),
          Option.optional("schedule", SCHEDULE, "When what is looked at."),
          Option.optional("batch", BATCH, "How many links are worked on together."),
          Option.optional("retry", RETRY, "When a refused record is tried again."),
          Option.optional(
              "caps",
              CapsSection.CAPS,
              "How fast it writes: what is more than this waits for the next hour."),
          Option.optional(
              "brakes",
              CapsSection.BRAKES,
              "What is too much to be true: more than this within an hour, that nobody confirmed by"
                  + " leadloop go, stops the connection until leadloop resume."),
          Option.optional(
              "deletes",
              DeletesSection.SHAPE,
              "What happens on the other side when a record is deleted. The link rests until the"
                  + " record is restored."),
          Option.optional(
              "journal",
              Shape.Section.of(
                  Option.usual("retention", TIME, "90d", "How long a row of the journal is kept.")),
              "The record of everything that was written, refused or parked."),
          Option.optional(
              "management", ManagementSection.SHAPE, "Where health and metrics are asked for."),
          Option.optional(
              "alerts", AlertsSection.SHAPE, "Who is told when the connection's state changes."),
          Option.usual(
              "lease",
              TIME,
              "20s",
              "How long a second daemon waits before it takes over from one that fell silent."));

  /** Of this file, what says where the state is. */
  static final Shape.Section WHERE_STATE_IS =
      new Shape.Section(
          SHAPE.options().stream()
              .filter(option -> Set.of("connection", "store").contains(option.name()))
              .toList(),
          Map.of());

  private SettingsFile() {}

  static Settings read(Tree.Branch file, List<Problem> problems) {
    Tree.Branch retry = file.branch("retry");
    Tree.Branch schedule = file.branch("schedule");
    ordered(retry, "first", "most", problems);
    ordered(schedule, "overlap", "long_overlap", problems);
    if (!schedule.text("roll_call").equals("off")) {
      ordered(schedule, "departures_every", "roll_call", problems);
    }
    Tree.Branch batch = file.branch("batch");
    return new Settings(
        file.text("connection"),
        StoreSection.read(file.branch("store"), problems),
        hubspot(file.branch("hubspot"), problems),
        salesforce(file.branch("salesforce"), problems),
        new Schedule(
            time(schedule, "sweep_every"),
            time(schedule, "overlap"),
            time(schedule, "long_overlap"),
            time(schedule, "long_overlap_every"),
            time(schedule, "departures_every"),
            schedule.text("roll_call").equals("off") ? null : time(schedule, "roll_call"),
            time(schedule, "sync_every"),
            time(schedule, "fresh_for"),
            time(schedule, "config_every"),
            time(schedule, "schema_every")),
        new Batches(batch.whole("live"), batch.whole("backfill")),
        new RetryPauses(time(retry, "first"), time(retry, "most")),
        CapsSection.read(file.branch("caps"), file.branch("brakes")),
        DeletesSection.read(file.branch("deletes"), problems),
        time(file.branch("journal"), "retention"),
        time(file, "lease"),
        ManagementSection.read(file.branch("management")),
        AlertsSection.read(file.branch("alerts"), problems));
  }

  private static HubSpotSection hubspot(Tree.Branch hubspot, List<Problem> problems) {
    return new HubSpotSection(
        address(hubspot, "base_url"),
        hubspot.text("api_version"),
        Logins.hubspot(hubspot, problems),
        hubspot.text("key_property"),
        hubspot.text("token_property"),
        time(hubspot, "connect_timeout"),
        time(hubspot, "call_timeout"),
        hubspot.whole("requests_per_10s"),
        hubspot.whole("search_per_second"),
        hubspot.text("limits").equals("on"));
  }

  private static SalesforceSection salesforce(Tree.Branch salesforce, List<Problem> problems) {
    return new SalesforceSection(
        address(salesforce, "login_url"),
        salesforce.text("api_version"),
        Logins.salesforce(salesforce, problems),
        salesforce.text("key_field"),
        salesforce.text("token_field"),
        time(salesforce, "connect_timeout"),
        time(salesforce, "call_timeout"));
  }

  static Credential credential(Tree.Branch section, String name, List<Problem> problems) {
    String variable = name + "_env";
    String file = name + "_file";
    if (section.text(file).isEmpty()) {
      return new Credential(section.text(variable), "", section.place(variable));
    }
    Place place = section.place(file);
    if (section.isSaid(variable)) {
      problems.add(
          Problem.error(
              place,
              "said-twice",
              "Both %s and %s are given.".formatted(variable, file),
              "Keep one of them."));
    }
    return new Credential("", section.text(file), place);
  }

  private static Duration time(Tree.Branch section, String name) {
    return Times.parse(section.text(name)).orElse(Duration.ZERO);
  }

  private static URI address(Tree.Branch section, String name) {
    String text = section.text(name);
    return URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
  }

  static void ordered(Tree.Branch section, String less, String more, List<Problem> problems) {
    Duration lesser = time(section, less);
    Duration greater = time(section, more);
    if (!greater.isZero() && lesser.compareTo(greater) > 0) {
      problems.add(
          Problem.error(
              section.place(less),
              "wrong-order",
              "%s (%s) is longer than %s (%s)."
                  .formatted(less, section.text(less), more, section.text(more)),
              ""));
    }
  }
}
