package io.leadloop.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.Side;
import io.leadloop.merge.FieldBaseline;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows of a version in which each baseline named its fields are all there after the upgrade. */
@ParameterizedClass
@EnumSource(Database.class)
class EarlierRowsTest {
  private static final String WITH_NAMES = "5";
  private static final String FIELDS =
      "[{\"name\":\"a/A\",\"rule\":\"leads.yaml:1\",\"hubspot\":\"old\",\"salesforce\":\"told\",\"after\":\"told\",\"why\":\"so\"}]";

  @Parameter Database database;
  @TempDir Path folder;

  @Test
  void nothingOfThemIsLost() {
    new Migrations(Dialect.of(database.address(folder))).upTo(WITH_NAMES);
    database.sql(
        folder,
        "insert into counter values ('main', 'link', 3), ('main', 'journal', 1), ('other', 'link', 1)",
        link("main", 1, "11"),
        link("main", 2, "12"),
        link("main", 3, "13"),
        link("other", 1, "11"),
        baseline("main", 1, "{\"b>B\":\"李雷 \\\"x\\\" \\u0000\",\"a>A\":[\"\",\"Zoë\"]}"),
        baseline("main", 2, "{\"c.d>disposition.name\":\"\",\"a>A\":\"it''s\"}"),
        baseline("main", 3, "{}"),
        baseline("other", 1, "{\"z>Z\":\"1\"}"),
        "insert into intent values ('main', 'hubspot', 'link:1', 'token', 'hubspot:contacts:11', '"
            + "{\"settles\":{\"a>A\":\"told\"},\"shownAtMillis\":7,\"journal\":\""
            + FIELDS.replace("\"", "\\\"")
            + "\"}', 8)",
        "insert into journal values ('main', 1, 9, 1, 'link:1', 'hubspot', 'update', 'r', 't', 'accepted', 'm', '"
            + FIELDS
            + "')");

    try (Store store = database.open(folder)) {
      assertThat(fields(store, "main"))
          .containsExactly(
              Map.of(
                  "a>A", new FieldBaseline("", "Zoë"),
                  "b>B", new FieldBaseline("李雷 \"x\" \0", "李雷 \"x\" \0")),
              Map.of(
                  "a>A", new FieldBaseline("it's", "it's"),
                  "c.d>disposition.name", new FieldBaseline("", "")),
              Map.of());
      assertThat(fields(store, "other"))
          .containsExactly(Map.of("z>Z", new FieldBaseline("1", "1")));
      JournalRow.Field field =
          new JournalRow.Field("a/A", "leads.yaml:1", "old", "told", "told", "so");
      Intent intent =
          store.read(handle -> new Intents("main").byToken(handle, List.of("token"))).get("token");
      assertThat(intent.journalled()).containsExactly(field);
      assertThat(intent.settles()).isEqualTo(Map.of("a>A", new FieldBaseline("told", "told")));
      assertThat(intent.shownAt()).isEqualTo(Instant.ofEpochMilli(7));
      assertThat(intent.side()).isEqualTo(Side.HUBSPOT);
      List<JournalRow> journal =
          store.read(handle -> new Journal("main").last(handle, "link:1", 9));
      assertThat(journal).hasSize(1);
      assertThat(journal.get(0).fields()).containsExactly(field);
      assertThat(Verification.of(store).findings()).isEmpty();
      addField(store);
      assertThat(fields(store, "main").get(2))
          .isEqualTo(Map.of("new>New", new FieldBaseline("1", "2")));
      assertThat(fields(store, "main").get(1)).containsKey("a>A").hasSize(2);
    }
  }

  private static void addField(Store store) {
    Links links = new Links("main");
    store.run(
        handle -> {
          LinkRow row = links.byId(handle, List.of(3L)).get(0);
          links.save(
              handle, List.of(row.withFields(Map.of("new>New", new FieldBaseline("1", "2")))));
        });
  }

  private static List<Map<String, FieldBaseline>> fields(Store store, String connection) {
    return store.read(
        handle ->
            new Links(connection)
                .page(handle, 0, 10).stream().map(row -> Map.copyOf(row.fields())).toList());
  }

  private static String link(String connection, long id, String contact) {
    return "insert into link (connection, id, hubspot_id, salesforce_object, salesforce_id, keyed, created_at)"
        + " values ('%s', %d, '%s', 'Lead', '00Q%s', 1, 1)"
            .formatted(connection, id, contact, contact);
  }

  private static String baseline(String connection, long id, String fields) {
    return "insert into baseline values ('%s', %d, '%s', null, 1, null, null, 1, null)"
        .formatted(connection, id, fields);
  }
}
