package dev.carousel.experiments.published;

import dev.carousel.experiments.statistics.PairedRules;
import dev.carousel.plugin.PluginRef;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A published result as an experiment that was fixed before it was run. Immutable and thread-safe.
 *
 * @param name by which it is asked for
 * @param title in a few words
 * @param source where it was published
 * @param published what was published
 * @param ours how this experiment differs from the one in the paper
 * @param task that generates the sequences, as {@code --task} takes it; empty for data in files
 * @param files the data that are not generated; null if there is a task
 * @param arms that are compared, each with a name of its own
 * @param criterion when a seed has solved the task
 * @param orderings between arms
 * @param budget of each seed of each arm
 */
public record PublishedResult(
    String name,
    String title,
    Source source,
    Published published,
    String ours,
    String task,
    @Nullable DataFiles files,
    List<Arm> arms,
    Criterion criterion,
    List<Ordering> orderings,
    Budget budget) {
  /** The sequences of the validation set. */
  private static final String VALIDATED = "1000";

  /** Copies the lists, and checks that orderings are between arms. */
  public PublishedResult {
    arms = List.copyOf(arms);
    orderings = List.copyOf(orderings);
    Set<String> names = new HashSet<>();
    for (Arm arm : arms) {
      if (!names.add(arm.name())) {
        throw new IllegalArgumentException(name + " has two arms of the name " + arm.name());
      }
    }
    for (Ordering ordering : orderings) {
      if (!names.contains(ordering.better()) || !names.contains(ordering.worse())) {
        throw new IllegalArgumentException(name + " orders what is no arm of it: " + ordering);
      }
    }
    if (task.isEmpty() == (files == null)) {
      throw new IllegalArgumentException(name + " has no data, or two kinds of them");
    }
    if (budget.seeds() < PairedRules.FEWEST_SEEDS) {
      throw new IllegalArgumentException(name + " has too few seeds");
    }
  }

  /** The same with another number of seeds, at least {@link PairedRules#FEWEST_SEEDS}. */
  public PublishedResult seeds(int number) {
    return with(files, budget.seeds(number));
  }

  /**
   * The same with its data in a folder.
   *
   * @param folder in which they were prepared; without effect on a result that has a task
   */
  public PublishedResult in(String folder) {
    return files == null ? this : with(files.in(folder), budget);
  }

  private PublishedResult with(@Nullable DataFiles otherFiles, Budget otherBudget) {
    return new PublishedResult(
        name,
        title,
        source,
        published,
        ours,
        task,
        otherFiles,
        arms,
        criterion,
        orderings,
        otherBudget);
  }

  /** The seeds of each arm, in order. */
  public List<Long> seeds() {
    return budget.eachSeed();
  }

  /**
   * A checksum of what was fixed before the run: settings, seeds, criterion, claims, orderings and
   * data files. Without title, source and other words, and not to be taken of a result whose data
   * were placed by {@link #in}. Outcomes belong to this experiment only if they were made with the
   * same.
   */
  public String fingerprint() {
    return Fingerprint.of(this);
  }

  /** The options of {@code carousel train} for an arm, all but the seed, by name without dashes. */
  public Map<String, String> settings(Arm arm) {
    Map<String, String> settings = new LinkedHashMap<>();
    if (files == null) {
      settings.put("task", generated());
    } else {
      settings.putAll(files.settings());
    }
    settings.putAll(arm.settings());
    settings.put("batch", Integer.toString(budget.batch()));
    settings.put("updates", Integer.toString(budget.updates()));
    settings.put(
        "evaluate-every", Integer.toString(Math.max(1, budget.updates() / budget.validations())));
    return settings;
  }

  /** An epoch has as many sequences as the whole training reads, so that none comes twice. */
  private String generated() {
    PluginRef ref = PluginRef.parse(task);
    Map<String, String> options = new TreeMap<>(ref.options());
    options.putIfAbsent("sequences", Long.toString((long) budget.batch() * budget.updates()));
    options.putIfAbsent("valid", VALIDATED);
    return new PluginRef(ref.id(), options).toString();
  }
}
