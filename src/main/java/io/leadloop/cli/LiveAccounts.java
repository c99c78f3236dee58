package io.leadloop.cli;

import io.leadloop.config.Config;
import io.leadloop.config.HistoryCheck;
import io.leadloop.config.LiveCheck;
import io.leadloop.config.Problem;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.mapping.Form;
import io.leadloop.sync.Crm;
import io.leadloop.sync.CrmException;
import io.leadloop.sync.Lane;
import io.leadloop.sync.Schema;
import io.leadloop.sync.Standing;
import io.leadloop.sync.Vendors;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Holds the configuration against both accounts. Each is asked whatever the other says; an account
 * that cannot be asked is one problem.
 */
final class LiveAccounts {
  private final Config config;
  private final Vendors vendors;
  private final List<Problem> troubles = new ArrayList<>();
  private final Map<Side, Map<String, Schema>> schemas = new LinkedHashMap<>();
  private final Map<String, Standing.History> histories = new HashMap<>();
  private final Set<Side> refused = EnumSet.noneOf(Side.class);

  private LiveAccounts(Config config, Vendors vendors) {
    this.config = config;
    this.vendors = vendors;
  }

  /**
   * @param troubles accounts that could not be asked
   * @param misfits what the configuration says and an account does not have
   */
  record Outcome(List<Problem> troubles, List<Problem> misfits) {
    Outcome {
      troubles = List.copyOf(troubles);
      misfits = List.copyOf(misfits);
    }
  }

  static Outcome check(Config config, Vendors vendors) {
    LiveAccounts live = new LiveAccounts(config, vendors);
    live.ask(Side.HUBSPOT, List.of(RecordKey.HUBSPOT_CONTACTS));
    live.ask(Side.SALESFORCE, List.of(RecordKey.LEAD, RecordKey.CONTACT));
    List<Problem> misfits =
        new ArrayList<>(
            LiveCheck.check(config, live.schemas(Side.HUBSPOT), live.schemas(Side.SALESFORCE)));
    misfits.addAll(HistoryCheck.check(config, live.histories));
    return new Outcome(live.troubles, misfits);
  }

  private Map<String, Schema> schemas(Side side) {
    return schemas.getOrDefault(side, Map.of());
  }

  private void ask(Side side, List<String> objects) {
    Crm crm = vendors.crm(side);
    Map<String, Schema> read = new LinkedHashMap<>();
    schemas.put(side, read);
    boolean asked =
        tried(
            crm,
            asks -> {
              for (String object : objects) {
                read.put(object, asks.schema(object));
              }
            });
    if (!asked && !lacksPermission(crm.side())) {
      return;
    }
    tried(
        crm,
        asks -> {
          Standing standing = asks.standing(HistoryCheck.fields(config));
          standing.lacks().forEach(this::trouble);
          histories.putAll(standing.histories());
        });
    if (config.mapping().rules().stream().anyMatch(rule -> rule.form() == Form.OWNER)) {
      // A token may see fields and still not people: HubSpot has a scope for each.
      tried(crm, asks -> asks.owners(Lane.LIVE));
    }
  }

  /** An account that lets us in and refuses something is asked for the rest of what it refuses. */
  private boolean lacksPermission(Side side) {
    return refused.contains(side);
  }

  private boolean tried(Crm crm, Consumer<Crm> question) {
    try {
      question.accept(crm);
      return true;
    } catch (CrmException e) {
      trouble(e);
      if (e.kind() == CrmException.Kind.PERMISSION) {
        refused.add(e.side());
      }
      return false;
    }
  }

  /** What two questions run into is told once. */
  private void trouble(CrmException e) {
    Problem problem = AccountTrouble.problem(config, e);
    if (!troubles.contains(problem)) {
      troubles.add(problem);
    }
  }
}
