package dev.carousel.cli.options;

import static java.util.stream.Collectors.joining;

import dev.carousel.data.DataShape;
import dev.carousel.engine.EngineSettings;
import dev.carousel.error.CarouselException;
import dev.carousel.plugin.PluginKind;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptionSpec;
import dev.carousel.spi.Schedule;
import dev.carousel.train.CheckpointInterval;
import dev.carousel.train.Checkpoints;
import dev.carousel.train.Limit;
import dev.carousel.train.NamedHook;
import dev.carousel.train.Optimization;
import dev.carousel.train.ParameterGroup;
import dev.carousel.train.TrainingPlan;
import dev.carousel.train.UsualTraining;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How to train. */
public final class TrainOptions {
  static final String HOOK = "hook";
  static final String PARAMETER_GROUP = "parameter-group";

  /** The setting for seconds between checkpoints. */
  public static final String CHECKPOINT_APART = "checkpoint-apart";

  /** The settings of options that may be repeated; their values are separated by spaces. */
  public static final Set<String> REPEATED = Set.of(HOOK, PARAMETER_GROUP);

  @Option(
      names = "--optimizer",
      paramLabel = "ID",
      defaultValue = UsualTraining.OPTIMIZER,
      description = "Optimizer ('carousel plugins optimizers')")
  private String optimizer = "";

  @Option(
      names = "--parameter-group",
      paramLabel = "PATTERN:OPTION=VALUE",
      description =
          "Options of the optimizer for the parameters whose names match, such as"
              + " *.b:weight-decay=0, and lr-factor, a factor on their step size; may be repeated,"
              + " the first match counts")
  private final List<String> parameterGroups = new ArrayList<>();

  @Option(
      names = "--ema",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "Validate and save a moving average of the parameters, of which this share is kept at"
              + " each update, such as 0.999; 0 for none")
  private double ema;

  @Mixin private LossOptions loss = new LossOptions();

  @Option(
      names = "--schedule",
      paramLabel = "ID",
      defaultValue = UsualTraining.SCHEDULE,
      description = "Schedule of the step size ('carousel plugins schedules')")
  private String schedule = "";

  @Option(
      names = "--hook",
      paramLabel = "ID",
      description =
          "Gradient hook; may be repeated, applied in order ('carousel plugins hooks'); "
              + UsualTraining.GUARD
              + " and "
              + UsualTraining.CLIP
              + " by default. The guard non-finite is always on: none keeps only the guard, "
              + "non-finite:policy=off switches it off")
  private final List<String> hooks = new ArrayList<>();

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "" + TrainingPlan.BATCH,
      description = "Number of sequences in an update")
  private int batch;

  @Option(
      names = "--accumulate",
      paramLabel = "K",
      defaultValue = "" + TrainingPlan.ACCUMULATE,
      description =
          "Make each update from K batches in turn, for the memory of one; the gradient is that of"
              + " all of them")
  private int accumulate;

  @Option(
      names = "--bptt",
      paramLabel = "N",
      defaultValue = "" + TrainingPlan.BPTT,
      description = "Number of steps that errors flow back in a text or series")
  private int bptt;

  @Option(
      names = "--updates",
      paramLabel = "N",
      description = "End after N updates; " + Limit.EPOCHS + " epochs by default")
  private @Nullable Long updates;

  @Option(names = "--epochs", paramLabel = "N", description = "End after N passes over the data")
  private @Nullable Integer epochs;

  @Option(names = "--minutes", paramLabel = "M", description = "End after M minutes")
  private @Nullable Double minutes;

  @Option(
      names = "--evaluate-every",
      paramLabel = "N",
      defaultValue = "" + TrainingPlan.EVALUATE_EVERY,
      description = "Validate every N updates, and after each epoch")
  private long evaluateEvery;

  @Option(
      names = "--checkpoint-every",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Also write a checkpoint every N updates, besides the one after each validation; 0 for "
              + "never")
  private long checkpointEvery;

  @Option(
      names = "--checkpoint-minutes",
      paramLabel = "M",
      defaultValue = "" + CheckpointInterval.MINUTES,
      description =
          "Also write one every M minutes, which limits the work that a killed run "
              + "loses; 0 for never")
  private double checkpointMinutes;

  @Option(
      names = "--" + CHECKPOINT_APART,
      paramLabel = "S",
      defaultValue = "0",
      description =
          "Leave out the one after a validation if the last is less than S seconds old; for quick "
              + "validations on a slow disk")
  private double checkpointApart;

  @Option(
      names = "--keep-checkpoints",
      paramLabel = "K",
      defaultValue = "" + Checkpoints.KEPT,
      description = "Keep the last K checkpoints, and the one with the best validation")
  private int keepCheckpoints;

  @Option(
      names = "--patience",
      paramLabel = "N",
      defaultValue = "" + TrainingPlan.PATIENCE,
      description = "End after N validations without improvement; 0 for never")
  private int patience;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "" + TrainingPlan.SEED,
      description = "Seed of all random numbers")
  private long seed;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Number of threads, which changes no result; by default one for each processor")
  private @Nullable Integer threads;

  @Option(
      names = "--recompute",
      paramLabel = "STEPS",
      defaultValue = "0",
      description =
          "Keep only this many steps at a time for the backward pass and compute the others again;"
              + " 0 for never. It takes less memory for long sequences and a third more time, and"
              + " gives the same bits")
  private int recompute;

  /** Whether an end is given. */
  public boolean isLimitGiven() {
    return updates != null || epochs != null || minutes != null;
  }

  /** The limit: the given one, or the usual one. */
  public Limit limit(Limit usual) {
    if (!isLimitGiven()) {
      return usual;
    }
    return new Limit(
        updates == null ? 0 : (long) positive("--updates", updates),
        epochs == null ? 0 : (int) positive("--epochs", epochs),
        minutes == null ? 0 : positive("--minutes", minutes));
  }

  private static double positive(String name, Number value) {
    if (!(value.doubleValue() > 0 && Double.isFinite(value.doubleValue()))) {
      throw CarouselException.usage(name + " must be greater than 0.")
          .expected("a finite number greater than 0")
          .found(name + " " + value)
          .build();
    }
    return value.doubleValue();
  }

  /** The plan of these options. */
  public TrainingPlan plan(Limit usual) {
    return TrainingPlan.of(limit(usual))
        .batch(batch)
        .bptt(bptt)
        .accumulate(accumulate)
        .evaluateEvery(evaluateEvery)
        .patience(patience)
        .checkpoints(new CheckpointInterval(checkpointEvery, checkpointMinutes, checkpointApart))
        .seed(seed);
  }

  /** How many of the last checkpoints to keep. */
  public int keepCheckpoints() {
    if (keepCheckpoints < 1) {
      throw CarouselException.usage("--keep-checkpoints must be at least 1.")
          .expected("1 or more: a run is resumed from its last checkpoint")
          .found("--keep-checkpoints " + keepCheckpoints)
          .build();
    }
    return keepCheckpoints;
  }

  /** The seed of all random numbers. */
  public long seed() {
    return seed;
  }

  /** The settings of the engine. */
  public EngineSettings engine() {
    return new EngineSettings(Threads.of(threads), recompute);
  }

  /** What training minimises. */
  public LossOptions loss() {
    return loss;
  }

  /** The optimizer that is named. */
  public PluginRef optimizer() {
    return PluginRef.parse(optimizer);
  }

  /** The hooks that are named, or the usual ones, in order; the guard is always among them. */
  public List<PluginRef> hooks() {
    return HookNames.resolve(hooks);
  }

  /** The number of steps that errors flow back in a text or series. */
  public int bptt() {
    return bptt;
  }

  /** What surrounds the optimizer. */
  public Optimization optimization() {
    return new Optimization(parameterGroups.stream().map(ParameterGroup::parse).toList(), ema);
  }

  /** Makes the optimizer, with its groups and average. */
  public Optimizer optimizer(Plugins plugins) {
    return optimization().around(plugins.choose(PluginKind.OPTIMIZER, optimizer()));
  }

  /** Makes the schedule. */
  public Schedule schedule(Plugins plugins) {
    return plugins.schedule(PluginRef.parse(schedule));
  }

  /** Makes the hooks, new ones at each call, in order. */
  public List<NamedHook> hooks(Plugins plugins) {
    return hooks(plugins, hooks());
  }

  /** Makes these hooks, new ones at each call, in order. */
  public static List<NamedHook> hooks(Plugins plugins, List<PluginRef> named) {
    return named.stream().map(ref -> new NamedHook(ref.toString(), plugins.hook(ref))).toList();
  }

  /** The options that decide the bits of a run, as they would be written, by name. */
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.putAll(loss.settings());
    settings.put("optimizer", optimizer().toString());
    if (!parameterGroups.isEmpty()) {
      settings.put(
          PARAMETER_GROUP,
          optimization().groups().stream().map(ParameterGroup::toString).collect(joining(" ")));
    }
    settings.put("ema", OptionSpec.text(ema));
    settings.put("schedule", PluginRef.parse(schedule).toString());
    settings.put(HOOK, hooks().stream().map(PluginRef::toString).collect(joining(" ")));
    settings.put("batch", Integer.toString(batch));
    settings.put("accumulate", Integer.toString(accumulate));
    settings.put("bptt", Integer.toString(bptt));
    settings.put("evaluate-every", Long.toString(evaluateEvery));
    settings.put("seed", Long.toString(seed));
    return settings;
  }

  /**
   * The same with what holds for options that are not given.
   *
   * @param shape of the data; null if it is not known
   */
  Map<String, String> complete(@Nullable DataShape shape, Plugins plugins) {
    Map<String, String> settings = settings();
    settings.putAll(loss.complete(shape, plugins));
    PluginRef step = PluginRef.parse(schedule);
    settings.put(
        "optimizer", plugins.choose(PluginKind.OPTIMIZER, optimizer()).complete().toString());
    settings.put("schedule", plugins.choose(PluginKind.SCHEDULE, step).complete().toString());
    settings.put(
        "hook",
        hooks().stream()
            .map(hook -> plugins.choose(PluginKind.HOOK, hook).complete().toString())
            .collect(joining(" ")));
    return settings;
  }

  /** The options that decide when a run ends or is saved, as they would be written, by name. */
  public Map<String, String> endSettings() {
    Map<String, String> settings = new LinkedHashMap<>();
    if (updates != null) {
      settings.put("updates", updates.toString());
    }
    if (epochs != null) {
      settings.put("epochs", epochs.toString());
    }
    if (minutes != null) {
      settings.put("minutes", minutes.toString());
    }
    settings.put("patience", Integer.toString(patience));
    settings.put("checkpoint-every", Long.toString(checkpointEvery));
    settings.put("checkpoint-minutes", Double.toString(checkpointMinutes));
    settings.put(CHECKPOINT_APART, Double.toString(checkpointApart));
    settings.put("keep-checkpoints", Integer.toString(keepCheckpoints));
    return settings;
  }
}
