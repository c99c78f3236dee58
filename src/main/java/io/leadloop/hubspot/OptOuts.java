package io.leadloop.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Value;
import io.leadloop.mapping.FieldRule;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.Lane;
import io.leadloop.sync.RecordWrite;
import io.leadloop.sync.WriteOutcome;
import io.leadloop.sync.WritePermit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes opt-outs where HubSpot keeps them. {@code hs_email_optout} is computed and cannot be
 * written; it follows the subscription preferences ({@code
 * communication-preferences/.../statuses/batch/unsubscribe-all}, scope {@code
 * communication_preferences.write}). The preferences are told first and the record after them, so
 * that a record that carries our token is never without its opt-out.
 *
 * <p>Where the scope is missing or a contact has no address, {@code leadloop_email_optout} is
 * written instead, and the outcome says so. An opt-out is never lifted here: HubSpot leaves that to
 * the person. Addresses travel in bodies and never in a path.
 */
final class OptOuts {
  private static final String COMPUTED = FieldRule.HUBSPOT_EMAIL_OPT_OUT;

  /** A contact property of ours, for lists and workflows that keep people out of mailings. */
  static final String OURS = "leadloop_email_optout";

  static final String API = "communication-preferences";

  /** An empty batch is looked at for its scope and changes nothing. */
  static final String LEAVE_ALL = "/statuses/batch/unsubscribe-all?channel=EMAIL";

  private static final String EMAIL = "email";
  private static final int ADDRESSES_MAX = 100;

  private final HubSpotClient client;
  private final ContactWriter writer;
  private final BatchRead contacts;

  OptOuts(HubSpotClient client, ContactWriter writer) {
    this.client = client;
    this.writer = writer;
    this.contacts = new BatchRead(client, RecordKey.HUBSPOT_CONTACTS);
  }

  /** As {@link ContactWriter#write}, with opt-outs said to the preferences first. */
  List<WriteOutcome> write(List<RecordWrite> writes, Lane lane, WritePermit permit) {
    List<RecordWrite> optingOut = writes.stream().filter(OptOuts::optsOut).toList();
    if (writes.stream().noneMatch(write -> write.values().containsKey(COMPUTED))) {
      return writer.write(writes, lane, permit);
    }
    Map<String, String> addresses = addresses(optingOut, lane);
    Said said = say(new HashSet<>(addresses.values()), lane, permit);
    Map<Integer, WriteOutcome> outcomes = new TreeMap<>();
    List<Integer> places = new ArrayList<>();
    List<RecordWrite> sent = new ArrayList<>();
    for (int place = 0; place < writes.size(); place++) {
      RecordWrite write = writes.get(place);
      String address = addresses.getOrDefault(write.token(), "");
      if (optsOut(write) && !address.isEmpty() && said.failed().containsKey(address)) {
        outcomes.put(place, said.failed().get(address));
      } else {
        places.add(place);
        sent.add(without(write, optsOut(write) && !said.done().contains(address)));
      }
    }
    List<WriteOutcome> written = sent.isEmpty() ? List.of() : writer.write(sent, lane, permit);
    for (int i = 0; i < places.size(); i++) {
      RecordWrite write = writes.get(places.get(i));
      boolean instead = sent.get(i).values().containsKey(OURS);
      String why =
          addresses.getOrDefault(write.token(), "").isEmpty()
              ? "the contact has no e-mail address"
              : "the scope communication_preferences.write is missing";
      outcomes.put(places.get(i), instead ? remarked(written.get(i), why) : written.get(i));
    }
    return List.copyOf(outcomes.values());
  }

  private static boolean optsOut(RecordWrite write) {
    Value value = write.values().get(COMPUTED);
    return value != null && value.text().equals("true");
  }

  private static RecordWrite without(RecordWrite write, boolean instead) {
    Map<String, Value> values = new LinkedHashMap<>(write.values());
    Value said = values.remove(COMPUTED);
    if (instead && said != null) {
      values.put(OURS, said);
    }
    return new RecordWrite(write.object(), write.id(), write.externalKey(), values, write.token());
  }

  private static WriteOutcome remarked(WriteOutcome outcome, String why) {
    return outcome instanceof WriteOutcome.Accepted accepted
        ? accepted.but(
            new WriteOutcome.Rejected(
                "OPT_OUT_NOT_TOLD",
                "HubSpot still sends mail to this person, because %s; %s says that they opted out"
                    .formatted(why, OURS),
                false))
        : outcome;
  }

  /** The e-mail address of each write, by its token; a contact without one is left out. */
  private Map<String, String> addresses(List<RecordWrite> writes, Lane lane) {
    Map<String, String> byToken = new HashMap<>();
    Map<String, String> tokens = new LinkedHashMap<>();
    for (RecordWrite write : writes) {
      Value given = write.values().get(EMAIL);
      String id = write.id();
      if (given != null && !given.text().isEmpty()) {
        byToken.put(write.token(), given.text());
      } else if (id != null) {
        tokens.put(id, write.token());
      }
    }
    for (List<String> ids : BatchRead.groups(tokens.keySet(), BatchRead.RECORDS_MAX)) {
      for (JsonNode contact : contacts.read(ids, null, List.of(EMAIL), lane).results()) {
        String address = ContactView.text(contact, EMAIL);
        String token = tokens.get(contact.path("id").asText(""));
        if (token != null && address != null && !address.isEmpty()) {
          byToken.put(token, address);
        }
      }
    }
    return byToken;
  }

  /**
   * What the preferences made of it, by address.
   *
   * @param done who is out of everything
   * @param failed who could not be told now; those in neither may not be told by us at all
   */
  private record Said(Set<String> done, Map<String, WriteOutcome> failed) {}

  private Said say(Collection<String> addresses, Lane lane, WritePermit permit) {
    Said said = new Said(new HashSet<>(), new HashMap<>());
    for (List<String> group : BatchRead.groups(addresses, ADDRESSES_MAX)) {
      say(group, lane, permit, said);
    }
    return said;
  }

  private void say(List<String> group, Lane lane, WritePermit permit, Said said) {
    ObjectNode body = client.json().createObjectNode();
    ArrayNode inputs = body.putArray("inputs");
    group.forEach(inputs::add);
    Call call = Call.post("unsubscribe", client.path(API, LEAVE_ALL), body, lane).under(permit);
    WriteOutcome failure = failure(call);
    if (failure == null) {
      said.done().addAll(group);
    } else if (!(failure instanceof WriteOutcome.Rejected rejected) || rejected.passing()) {
      group.forEach(address -> said.failed().put(address, failure));
    }
  }

  /** Null when it was done. What is not passing may not be done by us. */
  private @Nullable WriteOutcome failure(Call call) {
    try {
      Answer answer = client.send(call);
      if (answer instanceof Answer.Given given && given.isSuccess()) {
        return null;
      }
      if (answer instanceof Answer.Given given && given.status() == 403) {
        return new WriteOutcome.Rejected("MISSING_SCOPES", "not allowed", false);
      }
      return notSent("the subscription preferences could not be told");
    } catch (CrmException e) {
      return e.kind() == CrmException.Kind.PERMISSION
          ? new WriteOutcome.Rejected(e.code(), "not allowed", false)
          : notSent("the subscription preferences could not be told (" + e.code() + ")");
    }
  }

  private static WriteOutcome notSent(String why) {
    return new WriteOutcome.Rejected("OPT_OUT_NOT_SAID", "Not sent: " + why, true);
  }
}
