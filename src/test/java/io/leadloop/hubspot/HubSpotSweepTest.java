package io.leadloop.hubspot;

import static io.leadloop.hubspot.HubSpotWire.READ;
import static io.leadloop.hubspot.HubSpotWire.SEARCH;
import static io.leadloop.hubspot.HubSpotWire.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.lead.Snapshot;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.Lane;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HubSpotSweepTest {
  private static final Instant SINCE = Instant.parse("2026-11-21T09:00:00.000500Z");
  private static final Instant FIRST = Instant.parse("2026-11-21T09:00:01Z");

  private final HubSpotWire wire = new HubSpotWire();
  private final List<String> ids = new ArrayList<>();
  private final List<Instant> covered = new ArrayList<>();

  @AfterEach
  void stop() {
    wire.close();
  }

  private Instant sweep() {
    return wire.crm()
        .sweep(
            SINCE,
            Lane.LIVE,
            (records, to) -> {
              records.stream().map(Snapshot::key).forEach(key -> ids.add(key.id()));
              covered.add(to);
            });
  }

  private static String row(long id, Instant modified) {
    return "{'id':'"
        + id
        + "','properties':{'firstname':'N"
        + id
        + "','lastmodifieddate':'"
        + modified
        + "'}}";
  }

  private static String page(long total, List<String> rows) {
    return "{'total':" + total + ",'results':[" + String.join(",", rows) + "]}";
  }

  /** One row a second, beginning with the row of this id. */
  private static List<String> rows(int from, int to) {
    return IntStream.range(from, to).mapToObj(id -> row(id, FIRST.plusSeconds(id))).toList();
  }

  @Test
  void asksForWhatChangedSinceOldestFirst() {
    wire.onPost(SEARCH, json(200, page(2, rows(1, 3))));
    assertThat(sweep()).isEqualTo(FIRST.plusSeconds(2));
    assertThat(ids).containsExactly("1", "2");
    assertThat(wire.posted(SEARCH).get(0))
        .isEqualTo(
            "{\"filterGroups\":[{\"filters\":[{\"propertyName\":\"lastmodifieddate\","
                + "\"operator\":\"GTE\",\"value\":\""
                + SINCE.toEpochMilli()
                + "\"}]}],\"sorts\":[{\"propertyName\":\"lastmodifieddate\","
                + "\"direction\":\"ASCENDING\"}],\"properties\":[\"email\",\"firstname\","
                + "\"phone\",\"leadloop_key\",\"hs_merged_object_ids\",\"leadloop_token\",\"lastmodifieddate\"],"
                + "\"limit\":200}");
  }

  @Test
  void eachPageGoesOnFromTheLastTimeWithoutItsRecord() {
    wire.onPost(SEARCH, json(200, page(400, rows(0, 200))), json(200, page(200, rows(200, 400))));
    assertThat(sweep()).isEqualTo(FIRST.plusSeconds(399));
    assertThat(ids).hasSize(400).doesNotHaveDuplicates();
    assertThat(covered).containsExactly(FIRST.plusSeconds(199), FIRST.plusSeconds(399));
    assertThat(wire.posted(SEARCH)).hasSize(2);
    assertThat(wire.posted(SEARCH).get(1))
        .contains("\"value\":\"" + FIRST.plusSeconds(199).toEpochMilli() + "\"")
        .contains("\"propertyName\":\"hs_object_id\",\"operator\":\"NOT_IN\",\"values\":[\"199\"]")
        .doesNotContain("after");
  }

  @Test
  void allRecordsOfThePagesLastTimeAreLeftOutOfTheNext() {
    List<String> page = new ArrayList<>(rows(0, 160));
    IntStream.range(160, 200).forEach(id -> page.add(row(id, FIRST.plusSeconds(160))));
    wire.onPost(SEARCH, json(200, page(201, page)), json(200, page(1, rows(200, 201))));
    sweep();
    assertThat(ids).hasSize(201).doesNotHaveDuplicates();
    String asked = wire.posted(SEARCH).get(1);
    assertThat(asked)
        .contains("\"operator\":\"NOT_IN\",\"values\":[\"160\",\"161\",")
        .contains("\"199\"]");
  }

  @Test
  void noMoreAreNamedThanASearchHasRoomFor() {
    List<String> many = IntStream.range(0, 90).mapToObj(i -> "a_long_property_name_" + i).toList();
    HubSpotSettings base = wire.settings();
    wire.use(
        HubSpotSettings.of(base.accessToken(), many)
            .withBaseUrl(URI.create("http://127.0.0.1:" + wire.server.port()))
            .withPace(base.pace())
            .withRetries(base.retries()));
    List<String> page =
        IntStream.range(0, 200)
            .mapToObj(i -> row(100_000_000_000_000L + i, FIRST.plusSeconds(i / 110)))
            .toList();
    wire.onPost(SEARCH, json(200, page(201, page)), json(200, page(1, rows(200, 201))));
    sweep();
    assertThat(wire.posted(SEARCH).get(1).length())
        .isBetween(ContactSweep.BODY_CHARS_MAX - 50, ContactSweep.BODY_CHARS_MAX);
  }

  @Test
  void manyRecordsOfOneTimeAreReadInTheOrderOfTheirIds() {
    Instant later = FIRST.plusSeconds(9);
    List<String> ties = IntStream.range(0, 300).mapToObj(id -> row(id + 1, FIRST)).toList();
    wire.onPost(
        SEARCH,
        json(200, page(301, ties.subList(100, 300))),
        json(200, page(300, ties.subList(0, 200))),
        json(200, page(100, ties.subList(200, 300))),
        json(200, page(1, List.of(row(999, later)))));
    assertThat(sweep()).isEqualTo(later);
    assertThat(ids).hasSize(301).doesNotHaveDuplicates();
    assertThat(wire.posted(SEARCH).get(1))
        .contains("\"operator\":\"EQ\",\"value\":\"" + FIRST.toEpochMilli() + "\"")
        .contains("\"operator\":\"GT\",\"value\":\"0\"");
    assertThat(wire.posted(SEARCH).get(2)).contains("\"operator\":\"GT\",\"value\":\"200\"");
    assertThat(wire.posted(SEARCH).get(3))
        .contains("\"operator\":\"GTE\",\"value\":\"" + (FIRST.toEpochMilli() + 1) + "\"");
  }

  @Test
  void afterManyRecordsOfOneTimeNothingPastThemIsCalledCovered() {
    List<String> ties = IntStream.range(0, 201).mapToObj(id -> row(id + 1, FIRST)).toList();
    wire.onPost(
        SEARCH,
        json(200, page(201, ties.subList(0, 200))),
        json(200, page(201, ties.subList(0, 200))),
        json(200, page(1, ties.subList(200, 201))),
        json(200, page(0, List.of())));
    assertThat(sweep()).isEqualTo(FIRST);
    assertThat(ids).hasSize(201);
    assertThat(covered).containsOnly(FIRST);
  }

  @Test
  void propertiesThatDoNotFitAreReadInBatches() {
    List<String> many = IntStream.range(0, 200).mapToObj(i -> "a_long_property_name_" + i).toList();
    HubSpotSettings base = wire.settings();
    wire.use(
        HubSpotSettings.of(base.accessToken(), many)
            .withBaseUrl(URI.create("http://127.0.0.1:" + wire.server.port()))
            .withPace(base.pace())
            .withRetries(base.retries()));
    wire.onPost(SEARCH, json(200, page(2, rows(1, 3))));
    String read =
        "{'id':'1','properties':{'a_long_property_name_7':'x',"
            + "'lastmodifieddate':'2026-11-21T12:00:00Z'}}";
    wire.onPost(
        READ,
        json(
            207,
            "{'status':'COMPLETE','results':["
                + read
                + "],'errors':[{'category':'OBJECT_NOT_FOUND','context':{'ids':['2']}}]}"));
    // The values are newer than the page: what is covered is what search has shown.
    assertThat(sweep()).isEqualTo(FIRST.plusSeconds(2));
    assertThat(ids).containsExactly("1");
    assertThat(wire.posted(SEARCH).get(0))
        .contains("\"properties\":[\"lastmodifieddate\"]")
        .hasSizeLessThan(ContactSweep.BODY_CHARS_MAX);
  }

  @Test
  void whatWasHandedOverBeforeAFailureIsCovered() {
    wire.onPost(SEARCH, json(200, page(400, rows(0, 200))), json(503, "{}"));
    assertThatThrownBy(this::sweep).isInstanceOf(CrmException.class);
    assertThat(covered).containsExactly(FIRST.plusSeconds(199));
  }

  @Test
  void anAnswerThatCannotBeRightIsGarbled() {
    for (String answer :
        List.of(
            page(3, List.of()),
            page(2, List.of(row(2, FIRST.plusSeconds(5)), row(1, FIRST))),
            page(1, List.of("{'id':'1','properties':{}}")),
            page(1, List.of("{'properties':{'lastmodifieddate':'2026-11-21T12:00:00Z'}}")),
            "{'results':[]}",
            "{'total':0}")) {
      wire.server.resetAll();
      wire.onPost(SEARCH, json(200, answer));
      assertThatThrownBy(this::sweep)
          .isInstanceOfSatisfying(
              CrmException.class, e -> assertThat(e.kind()).isEqualTo(CrmException.Kind.GARBLED));
    }
  }
}
