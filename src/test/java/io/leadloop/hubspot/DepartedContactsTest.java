package io.leadloop.hubspot;

import static io.leadloop.hubspot.HubSpotWire.READ;
import static io.leadloop.hubspot.HubSpotWire.SEARCH;
import static io.leadloop.hubspot.HubSpotWire.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.RecordKey;
import io.leadloop.sync.Lane;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What HubSpot says of contacts that are in the recycle bin or were merged into others. */
class DepartedContactsTest {
  private static final String LIST = "/crm/objects/2026-09/contacts";
  private static final Instant SINCE = Instant.parse("2026-11-21T09:00:00Z");

  private final HubSpotWire wire = new HubSpotWire();

  @AfterEach
  void stop() {
    wire.close();
  }

  private static String binned(int id, String at) {
    return "{'id':'%d','properties':{},'archived':true,'archivedAt':'%s'}".formatted(id, at);
  }

  @Test
  void theBinIsListedToItsEndAndMergedContactsAreAskedOfTheirSurvivors_P7() {
    wire.onPost(
        SEARCH,
        json(
            200,
            "{'total':1,'results':[{'id':'9','properties':{'hs_merged_object_ids':'5;7',"
                + "'lastmodifieddate':'2026-11-21T09:00:05Z'}}]}"));
    wire.onGet(
        LIST,
        json(
            200,
            "{'results':[%s,%s],'paging':{'next':{'after':'2'}}}"
                .formatted(binned(1, "2026-11-21T08:00:00Z"), binned(2, "2026-11-21T09:00:00Z"))),
        json(200, "{'results':[%s]}".formatted(binned(3, "2026-11-21T10:00:00Z"))));
    List<String> ids = new ArrayList<>();

    wire.crm()
        .departures(SINCE, Lane.REPAIR, keys -> keys.stream().map(RecordKey::id).forEach(ids::add));

    assertThat(ids).as("not the one that was deleted before").containsExactly("5", "7", "2", "3");
    assertThat(wire.posted(SEARCH).get(0))
        .contains("{\"propertyName\":\"hs_merged_object_ids\",\"operator\":\"HAS_PROPERTY\"}");
  }

  @Test
  void onlyWhatTheBinHoldsIsDeleted_P6() {
    wire.onPost(READ, json(200, "{'results':[%s]}".formatted(binned(1, "2026-11-21T08:00:00Z"))));

    assertThat(
            wire.crm().deleted(List.of(RecordKey.contact("1"), RecordKey.contact("2")), Lane.LIVE))
        .isEqualTo(Map.of(RecordKey.contact("1"), Instant.parse("2026-11-21T08:00:00Z")));
  }
}
