package io.leadloop.ops;

import io.leadloop.gate.Gate;
import io.leadloop.lead.Item;
import io.leadloop.lead.RecordKey;
import io.leadloop.lead.Side;
import io.leadloop.plan.FieldStep;
import io.leadloop.plan.LinkPlan;
import io.leadloop.plan.Volume;
import io.leadloop.store.Problem;
import io.leadloop.sync.Rules;
import io.leadloop.sync.Work;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Counts planned work and keeps the first entries of it. */
final class PlanTally {
  private static final int BATCH_READ = 100;
  private static final int COLLECTION = 200;
  private static final int COMPOSITE = 1_000;
  private static final int RETRIEVE = 2_000;

  private final Rules rules;
  private final int entriesMax;
  private final List<PlanEntry> entries = new ArrayList<>();
  private final Set<String> joined = new HashSet<>();
  private long subjects;
  private long createInSalesforce;
  private long createInHubspot;
  private long updateSalesforce;
  private long updateHubspot;
  private long links;
  private long fields;
  private long clears;
  private long unlinks;
  private long deleteInSalesforce;
  private long deleteInHubspot;
  private long notes;
  private long waits;
  private long belowTheGate;

  PlanTally(Rules rules, int entriesMax) {
    this.rules = rules;
    this.entriesMax = entriesMax;
  }

  void add(Work work) {
    subjects++;
    PlanEntry entry;
    if (work instanceof Work.Create create) {
      entry = created(create);
    } else if (work instanceof Work.Linked linked) {
      entry = linked(linked);
    } else if (work instanceof Work.Resting resting) {
      entry = resting(resting);
    } else if (work instanceof Work.Joined joined) {
      entry =
          new PlanEntry(
              joined.claim().subject(),
              "join",
              List.of(joined.obsolete().label(), joined.keeper().label()),
              List.of(),
              0,
              List.of());
    } else if (work instanceof Work.Left left) {
      entry =
          new PlanEntry(
              left.claim().subject(),
              "join",
              List.of(left.former().contact().label(), left.present().label()),
              List.of(),
              0,
              List.of());
    } else {
      entry = ended((Work.Ended) work);
    }
    if (entries.size() < entriesMax && !entry.action().equals("nothing")) {
      entries.add(entry);
    }
  }

  List<PlanEntry> entries() {
    return entries;
  }

  Volume volume() {
    return new Volume(
        createInSalesforce + createInHubspot,
        updateSalesforce + updateHubspot,
        clears,
        unlinks,
        deleteInSalesforce + deleteInHubspot);
  }

  /**
   * The calls follow from the batch sizes of both APIs: read fresh, write, and read back in
   * Salesforce.
   */
  PlanReport.Counts counts() {
    long salesforceWrites = createInSalesforce + updateSalesforce;
    long hubspotWrites = createInHubspot + updateHubspot;
    return new PlanReport.Counts(
        subjects,
        createInSalesforce,
        createInHubspot,
        updateSalesforce,
        updateHubspot,
        links,
        fields,
        clears,
        unlinks,
        deleteInSalesforce,
        deleteInHubspot,
        notes,
        waits,
        belowTheGate,
        batches(updateHubspot, BATCH_READ)
            + batches(hubspotWrites, BATCH_READ)
            + batches(deleteInHubspot, BATCH_READ)
            + notes,
        batches(deleteInSalesforce, COLLECTION)
            + batches(salesforceWrites, RETRIEVE)
            + batches(createInSalesforce, COMPOSITE)
            + batches(updateSalesforce, COMPOSITE)
            + batches(salesforceWrites, RETRIEVE));
  }

  private static long batches(long records, int size) {
    return (records + size - 1) / size;
  }

  private PlanEntry created(Work.Create create) {
    if (create.target() == Side.SALESFORCE) {
      createInSalesforce++;
    } else {
      createInHubspot++;
    }
    waits += create.plan().waiting().isEmpty() ? 0 : 1;
    List<PlanEntry.Field> planned = fields(create.plan());
    return new PlanEntry(
        create.claim().subject(),
        "create",
        List.of(
            create.from().key().label(),
            "new " + create.object() + " in " + create.target().label()),
        planned,
        0,
        List.of());
  }

  private PlanEntry linked(Work.Linked linked) {
    if (linked.isNew() && !joined.add(linked.row().link().label())) {
      // Both of its records are due, each in a batch of its own.
      return new PlanEntry(linked.claim().subject(), "nothing", List.of(), List.of(), 0, List.of());
    }
    boolean hubspot = linked.writesTo(Side.HUBSPOT);
    boolean salesforce = linked.writesTo(Side.SALESFORCE);
    updateHubspot += hubspot ? 1 : 0;
    updateSalesforce += salesforce ? 1 : 0;
    links += linked.isNew() ? 1 : 0;
    int noted = (int) linked.notes().stream().filter(one -> one.kind() == Item.Kind.NOTE).count();
    notes += noted;
    createInSalesforce += linked.leaves() ? 1 : 0;
    boolean waiting = !linked.plan().waiting().isEmpty();
    waits += waiting ? 1 : 0;
    String action =
        linked.isNew() ? "link" : hubspot || salesforce ? "update" : waiting ? "wait" : "nothing";
    return new PlanEntry(
        linked.claim().subject(),
        action,
        List.of(
            linked.row().link().key(Side.HUBSPOT).label(),
            linked.row().link().salesforce().label()),
        fields(linked.plan()),
        noted,
        comesBack(linked));
  }

  private static List<String> comesBack(Work.Linked linked) {
    List<String> why = new ArrayList<>();
    linked.notes().stream()
        .filter(one -> one.kind() == Item.Kind.TASK)
        .map(task -> task.body().lines().findFirst().orElse(""))
        .forEach(subject -> why.add("a task for its owner in Salesforce: " + subject));
    if (linked.leaves()) {
      why.add(
          "the person raised a hand again: a new Lead in Salesforce in the place of "
              + linked.row().link().salesforce().label());
    }
    return why;
  }

  private PlanEntry resting(Work.Resting work) {
    Problem problem = work.problem();
    List<String> waiting = problem == null ? List.of() : List.of(why(problem));
    waits += waiting.size();
    if (!work.begins() && !work.marks() && !work.deletes()) {
      String does = problem == null ? "nothing" : "wait";
      return new PlanEntry(work.claim().subject(), does, List.of(), List.of(), 0, waiting);
    }
    unlinks += work.begins() ? 1 : 0;
    Side other = work.gone().side().other();
    updateHubspot += work.marks() && other == Side.HUBSPOT ? 1 : 0;
    updateSalesforce += work.marks() && other == Side.SALESFORCE ? 1 : 0;
    deleteInHubspot += work.deletes() && other == Side.HUBSPOT ? 1 : 0;
    deleteInSalesforce += work.deletes() && other == Side.SALESFORCE ? 1 : 0;
    RecordKey gone = work.row().link().key(work.gone().side());
    String left = work.row().link().key(other).label();
    String was = "%s was deleted in %s".formatted(gone.label(), gone.side().label());
    String kept = "%s is not deleted too, because %s".formatted(left, work.why());
    List<String> why = new ArrayList<>(List.of(was));
    if (work.deletes()) {
      why.add("%s would be put into %s's recycle bin".formatted(left, other.label()));
    } else if (!work.why().isEmpty()) {
      why.add(kept);
    }
    why.addAll(waiting);
    return new PlanEntry(
        work.claim().subject(),
        work.deletes() ? "delete" : "unlink",
        List.of(
            work.row().link().key(Side.HUBSPOT).label(), work.row().link().salesforce().label()),
        List.of(),
        0,
        why);
  }

  private PlanEntry ended(Work.Ended ended) {
    List<String> why = new ArrayList<>();
    for (Problem problem : ended.problems()) {
      why.add(why(problem));
    }
    if (!why.isEmpty()) {
      waits++;
      return new PlanEntry(ended.claim().subject(), "wait", List.of(), List.of(), 0, why);
    }
    boolean waiting = ended.ending().dueAt() == null && ended.ending().keep();
    if (!waiting) {
      return new PlanEntry(ended.claim().subject(), "nothing", List.of(), List.of(), 0, List.of());
    }
    belowTheGate++;
    Gate gate =
        rules.leadDefinition().gateFrom(Objects.requireNonNull(ended.claim().record()).side());
    return new PlanEntry(
        ended.claim().subject(),
        "below-the-gate",
        List.of(),
        List.of(),
        0,
        gate.open() ? List.of() : List.of("the gate lets nobody through"));
  }

  private static String why(Problem problem) {
    return problem.message() + ". " + problem.cause() + " " + problem.nextStep();
  }

  private List<PlanEntry.Field> fields(LinkPlan plan) {
    List<PlanEntry.Field> planned = new ArrayList<>();
    for (FieldStep step : plan.steps()) {
      Side side = step.writes();
      if (side == null && !step.waits()) {
        continue;
      }
      fields += side == null ? 0 : 1;
      clears += step.clears() ? 1 : 0;
      var misfit = step.misfit();
      planned.add(
          new PlanEntry.Field(
              step.rule().label(),
              side == null ? "" : side.word(),
              side == null ? "" : step.before(side),
              step.after(),
              misfit == null
                  ? step.decision().why()
                  : step.decision().why() + "; but " + misfit.why(),
              step.rule().place().lineText()));
    }
    return planned;
  }
}
