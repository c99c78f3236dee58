package io.leadloop.sandbox.hubspot;

import static io.leadloop.sandbox.hubspot.SandboxFixture.CONTACTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.sandbox.hubspot.SandboxFixture.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lists: those that are filled by hand, and those that follow their filters. */
class HubSpotSegmentTest {
  private static final String LISTS = "/crm/lists/2026-09";

  private final SandboxFixture hubspot = SandboxFixture.plain();

  @AfterEach
  void close() {
    hubspot.close();
  }

  @Test
  void membersAreAddedOnceAndWhatIsMissingIsTold() {
    String list = manual("Accepted");
    String one = hubspot.contact("a@example.com");
    String two = hubspot.contact("b@example.com");
    Answer added =
        hubspot.put(
            LISTS + "/" + list + "/memberships/add", "['%s','%s','777']".formatted(one, two));
    assertThat(added.status()).isEqualTo(200);
    assertThat(added.at("/recordsIdsAdded")).hasSize(2);
    assertThat(added.at("/recordIdsRemoved")).isEmpty();
    assertThat(added.at("/recordIdsMissing/0").asText()).isEqualTo("777");
    Answer again = hubspot.put(LISTS + "/" + list + "/memberships/add", "['" + one + "']");
    assertThat(again.at("/recordsIdsAdded")).isEmpty();
    Answer page = hubspot.get(LISTS + "/" + list + "/memberships?limit=1");
    assertThat(page.at("/results/0/recordId").asText()).isEqualTo(one);
    String after = page.at("/paging/next/after").asText();
    Answer next = hubspot.get(LISTS + "/" + list + "/memberships?after=" + after);
    assertThat(next.at("/results/0/recordId").asText()).isEqualTo(two);
    Answer swapped =
        hubspot.put(
            LISTS + "/" + list + "/memberships/add-and-remove",
            "{'recordIdsToAdd':[],'recordIdsToRemove':['%s']}".formatted(one));
    assertThat(swapped.at("/recordIdsRemoved/0").asText()).isEqualTo(one);
    hubspot.delete(CONTACTS + "/" + two);
    assertThat(hubspot.get(LISTS + "/" + list + "/memberships").at("/results")).isEmpty();
    assertThat(hubspot.get(LISTS + "/" + list + "/memberships?limit=251").status()).isEqualTo(400);
  }

  @Test
  void listIsFoundByNameRenamedDeletedAndRestored() {
    String list = manual("Accepted");
    Answer taken =
        hubspot.post(
            LISTS + "/", "{'name':'accepted','objectTypeId':'0-1','processingType':'MANUAL'}");
    assertThat(taken.status()).isEqualTo(400);
    assertThat(hubspot.get(LISTS + "/object-type-id/0-1/name/Accepted").at("/list/listId").asText())
        .isEqualTo(list);
    assertThat(
            hubspot
                .put(LISTS + "/" + list + "/update-list-name?listName=Won", "")
                .at("/updatedList/name")
                .asText())
        .isEqualTo("Won");
    Answer found = hubspot.post(LISTS + "/search", "{'query':'wo','processingTypes':['MANUAL']}");
    assertThat(found.at("/lists/0/listId").asText()).isEqualTo(list);
    assertThat(found.at("/hasMore").asBoolean()).isFalse();
    assertThat(hubspot.delete(LISTS + "/" + list).status()).isEqualTo(204);
    assertThat(hubspot.get(LISTS + "/" + list).status()).isEqualTo(404);
    assertThat(hubspot.put(LISTS + "/" + list + "/restore", "").status()).isEqualTo(204);
    assertThat(hubspot.get(LISTS + "/" + list).at("/list/name").asText()).isEqualTo("Won");
  }

  @Test
  void dynamicListFollowsItsFiltersAndCannotBeWritten() {
    hubspot.contact("a@example.com", "city", "Bern", "lifecyclestage", "customer");
    String fits = hubspot.contact("b@example.com", "city", "bern", "lifecyclestage", "lead");
    hubspot.contact("c@example.com", "city", "Chur");
    String branch =
        "{'filterBranchType':'OR','filters':[],'filterBranches':[{'filterBranchType':'AND',"
            + "'filterBranches':[],'filters':[%s,%s]}]}";
    String city = filter("city", "MULTISTRING", "IS_EQUAL_TO", "Bern");
    String stage = filter("lifecyclestage", "ENUMERATION", "IS_NONE_OF", "customer");
    Answer made = create("Bern", branch.formatted(city, stage));
    assertThat(made.at("/list/size").asInt()).isEqualTo(1);
    String list = made.at("/list/listId").asText();
    Answer page = hubspot.get(LISTS + "/" + list + "/memberships");
    assertThat(page.at("/results/0/recordId").asText()).isEqualTo(fits);
    hubspot.patch(CONTACTS + "/" + fits, "{'properties':{'city':'Chur'}}");
    assertThat(hubspot.get(LISTS + "/" + list + "/memberships").at("/results")).isEmpty();
    Answer refused = hubspot.put(LISTS + "/" + list + "/memberships/add", "['" + fits + "']");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.at("/category").asText()).isEqualTo("VALIDATION_ERROR");
    assertThat(create("Other", "{'filterBranchType':'RESTRICTED'}").status()).isEqualTo(400);
    Answer unknown = create("Other", branch.formatted(city, filter("city", "STRING", "WAS", "x")));
    assertThat(unknown.status()).isEqualTo(400);
  }

  @Test
  void dynamicListFollowsAnotherOne() {
    String in = hubspot.contact("a@example.com");
    String out = hubspot.contact("b@example.com");
    String manual = manual("Hand-picked");
    hubspot.put(LISTS + "/" + manual + "/memberships/add", "['" + in + "']");
    String branch =
        "{'filterBranchType':'AND','filterBranches':[],'filters':[{'filterType':'IN_LIST','listId':'%s','operator':'%s'}]}";
    String same = create("Same", branch.formatted(manual, "IN_LIST")).at("/list/listId").asText();
    String rest =
        create("Rest", branch.formatted(manual, "NOT_IN_LIST")).at("/list/listId").asText();
    assertThat(onlyMember(same)).isEqualTo(in);
    assertThat(onlyMember(rest)).isEqualTo(out);
    assertThat(create("None", branch.formatted("999", "IN_LIST")).status()).isEqualTo(400);
    assertThat(create("None", branch.formatted(manual, "NEAR")).status()).isEqualTo(400);
  }

  @Test
  void dynamicListFollowsWhoSentAForm() {
    Answer form =
        hubspot.post(
            "/marketing/v3/forms",
            "{'formType':'hubspot','name':'Contact us','fieldGroups':[{'fields':[{'name':'email','required':true}]}]}");
    String id = form.at("/id").asText();
    hubspot.contact("b@example.com");
    Answer sent =
        hubspot.post(
            "/submissions/v3/integration/submit/4711001/" + id,
            "{'fields':[{'name':'email','value':'A@example.com'}]}");
    assertThat(sent.status()).as(sent.text()).isEqualTo(200);
    Answer list =
        create(
            "Sent",
            "{'filterBranchType':'AND','filterBranches':[],'filters':[{'filterType':'FORM_SUBMISSION','formId':'%s','operator':'FILLED_OUT'}]}"
                .formatted(id));
    assertThat(list.at("/list/size").asInt()).as(list.text()).isEqualTo(1);
  }

  private String onlyMember(String list) {
    Answer page = hubspot.get(LISTS + "/" + list + "/memberships");
    assertThat(page.at("/results")).hasSize(1);
    return page.at("/results/0/recordId").asText();
  }

  private static String filter(String property, String type, String operator, String value) {
    return "{'filterType':'PROPERTY','property':'%s','operation':{'operationType':'%s','operator':'%s','values':['%s']}}"
        .formatted(property, type, operator, value);
  }

  private Answer create(String name, String branch) {
    return hubspot.post(
        LISTS + "/",
        "{'name':'%s','objectTypeId':'0-1','processingType':'DYNAMIC','filterBranch':%s}"
            .formatted(name, branch));
  }

  private String manual(String name) {
    Answer made =
        hubspot.post(
            LISTS + "/",
            "{'name':'%s','objectTypeId':'0-1','processingType':'MANUAL'}".formatted(name));
    assertThat(made.at("/list/processingType").asText()).isEqualTo("MANUAL");
    return made.at("/list/listId").asText();
  }
}
