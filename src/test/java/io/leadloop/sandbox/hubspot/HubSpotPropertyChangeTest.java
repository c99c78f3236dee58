package io.leadloop.sandbox.hubspot;

import static io.leadloop.sandbox.hubspot.SandboxFixture.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.sandbox.hubspot.SandboxFixture.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Definitions that change, go away and come back. */
class HubSpotPropertyChangeTest {
  private static final String PROPERTIES = "/crm/properties/2026-09/contacts";

  private final SandboxFixture hubspot = SandboxFixture.plain();

  @AfterEach
  void close() {
    hubspot.close();
  }

  @Test
  void changeKeepsWhatItDoesNotNameAndReplacesAllOptions() {
    String path = PROPERTIES + "/leadloop_disposition";
    Answer changed =
        hubspot.patch(path, "{'options':[{'label':'One','value':'one','displayOrder':0}]}");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.at("/label").asText()).isEqualTo("Sales disposition");
    assertThat(changed.at("/options")).hasSize(1);
    Answer refused =
        hubspot.post(
            CONTACTS, "{'properties':{'email':'a@example.com','leadloop_disposition':'accepted'}}");
    assertThat(refused.at("/errors/0/code").asText()).isEqualTo("INVALID_OPTION");
    assertThat(hubspot.patch(path, "{'groupName':'none'}").status()).isEqualTo(400);
    assertThat(hubspot.patch(path, "{'type':'string','fieldType':'number'}").status())
        .isEqualTo(400);
    assertThat(hubspot.patch(PROPERTIES + "/none", "{'label':'x'}").status()).isEqualTo(404);
  }

  @Test
  void archivedPropertyIsUnknownToWritesAndComesBackByItsName() {
    String path = PROPERTIES + "/occupation";
    assertThat(hubspot.delete(path).status()).isEqualTo(204);
    assertThat(hubspot.get(path).status()).isEqualTo(404);
    Answer archived = hubspot.get(path + "?archived=true");
    assertThat(archived.at("/archived").asBoolean()).isTrue();
    assertThat(archived.at("/archivedAt").asText()).isNotEmpty();
    assertThat(hubspot.get(PROPERTIES + "?archived=true").at("/results")).hasSize(1);
    String contact = "{'properties':{'email':'a@example.com','occupation':'x'}}";
    assertThat(hubspot.post(CONTACTS, contact).at("/errors/0/code").asText())
        .isEqualTo("PROPERTY_DOESNT_EXIST");
    Answer again =
        hubspot.post(
            PROPERTIES,
            "{'name':'occupation','label':'Occupation','groupName':'leadloop','type':'string','fieldType':'text'}");
    assertThat(again.status()).isEqualTo(201);
    assertThat(hubspot.post(CONTACTS, contact).status()).isEqualTo(201);
    assertThat(hubspot.delete(PROPERTIES + "/email").status()).isEqualTo(400);
  }

  @Test
  void batchesReadAndArchive() {
    Answer read =
        hubspot.post(
            PROPERTIES + "/batch/read",
            "{'archived':false,'inputs':[{'name':'email'},{'name':'none'}]}");
    assertThat(read.status()).isEqualTo(207);
    assertThat(read.at("/results/0/name").asText()).isEqualTo("email");
    assertThat(read.at("/errors/0/context/name/0").asText()).isEqualTo("none");
    Answer archived =
        hubspot.post(
            PROPERTIES + "/batch/archive",
            "{'inputs':[{'name':'occupation'},{'name':'specialization'}]}");
    assertThat(archived.status()).isEqualTo(204);
    assertThat(hubspot.get(PROPERTIES + "?archived=true").at("/results")).hasSize(2);
  }

  @Test
  void groupIsChangedAndArchivedOnceItIsEmpty() {
    String path = PROPERTIES + "/groups";
    hubspot.post(path, "{'name':'mine','label':'Mine','displayOrder':3}");
    assertThat(hubspot.patch(path + "/mine", "{'label':'Ours'}").at("/label").asText())
        .isEqualTo("Ours");
    assertThat(hubspot.delete(path + "/mine").status()).isEqualTo(204);
    assertThat(hubspot.get(path + "/mine").status()).isEqualTo(404);
    assertThat(hubspot.delete(path + "/leadloop").status()).isEqualTo(400);
  }
}
