package io.leadloop.hubspot;

import static io.leadloop.hubspot.HubSpotWire.READ;
import static io.leadloop.hubspot.HubSpotWire.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Snapshot;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.Lane;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A property that an answer leaves out is blank only if it is still there. */
class AbsencesTest {
  private static final RecordKey CONTACT = RecordKey.contact("1");

  private final HubSpotWire wire = new HubSpotWire();

  @BeforeEach
  void anAnswerWithoutThePhone() {
    wire.onPost(
        READ,
        json(
            200,
            "{'results':[{'id':'1','properties':{'email':'a@example.com','firstname':null,"
                + "'leadloop_key':null,'leadloop_token':null,"
                + "'lastmodifieddate':'2026-11-21T12:00:00Z'}}]}"));
  }

  @AfterEach
  void close() {
    wire.close();
  }

  @Test
  void whatWasArchivedIsNotTakenForBlank_P2() {
    properties("email", "firstname");
    assertThatThrownBy(() -> read(wire.crmThatLooks()))
        .isInstanceOfSatisfying(
            CrmException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(CrmException.Kind.QUESTION);
              assertThat(e.code()).isEqualTo("PROPERTY_DOESNT_EXIST");
              assertThat(e.getMessage()).contains("phone");
            });
  }

  @Test
  void whatIsThereIsBlankAndNotLookedUpWithEachAnswer() {
    properties("email", "firstname", "phone");
    HubSpotCrm crm = wire.crmThatLooks();
    assertThat(read(crm).get(CONTACT).shows("phone")).isEmpty();
    read(crm);
    assertThat(wire.calls).filteredOn(call -> call.startsWith("properties")).hasSize(1);
  }

  private static Map<RecordKey, Snapshot> read(HubSpotCrm crm) {
    return crm.read(List.of(CONTACT), Lane.LIVE);
  }

  private void properties(String... names) {
    wire.onGet(
        "/crm/properties/2026-09/contacts",
        json(
            200,
            "{'results':[%s]}"
                .formatted(
                    String.join(
                        ",",
                        List.of(names).stream()
                            .map(name -> "{'name':'%s','type':'string'}".formatted(name))
                            .toList()))));
  }
}
