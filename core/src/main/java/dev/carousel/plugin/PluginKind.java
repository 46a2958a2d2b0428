package dev.carousel.plugin;

import dev.carousel.data.Task;
import dev.carousel.data.TaskProvider;
import dev.carousel.data.frame.FrameSource;
import dev.carousel.data.frame.FrameSourceProvider;
import dev.carousel.spi.Cell;
import dev.carousel.spi.CellProvider;
import dev.carousel.spi.GradientHook;
import dev.carousel.spi.GradientHookProvider;
import dev.carousel.spi.Loss;
import dev.carousel.spi.LossProvider;
import dev.carousel.spi.Optimizer;
import dev.carousel.spi.OptimizerProvider;
import dev.carousel.spi.Provider;
import dev.carousel.spi.Schedule;
import dev.carousel.spi.ScheduleProvider;
import java.util.List;

/**
 * A kind of plugin: its words, and the service interface under which its providers are listed. The
 * kinds are the constants of this class; a new kind is one constant and its place in {@link #ALL}.
 *
 * @param word for one of them: "cell"
 * @param plural for several: "cells"
 * @param service the interface that names the file in {@code META-INF/services}
 * @param <T> what a provider of this kind creates
 */
public record PluginKind<T>(String word, String plural, Class<? extends Provider<T>> service) {
  /** Recurrent cells. */
  public static final PluginKind<Cell> CELL = new PluginKind<>("cell", "cells", CellProvider.class);

  /** Optimizers. */
  public static final PluginKind<Optimizer> OPTIMIZER =
      new PluginKind<>("optimizer", "optimizers", OptimizerProvider.class);

  /** Schedules of the step size. */
  public static final PluginKind<Schedule> SCHEDULE =
      new PluginKind<>("schedule", "schedules", ScheduleProvider.class);

  /** Gradient hooks. */
  public static final PluginKind<GradientHook> HOOK =
      new PluginKind<>("hook", "hooks", GradientHookProvider.class);

  /** Losses: what training minimises. */
  public static final PluginKind<Loss> LOSS =
      new PluginKind<>("loss", "losses", LossProvider.class);

  /** Tasks that generate their own data. */
  public static final PluginKind<Task> TASK = new PluginKind<>("task", "tasks", TaskProvider.class);

  /** Sources that read files into frames. */
  public static final PluginKind<FrameSource> SOURCE =
      new PluginKind<>("source", "sources", FrameSourceProvider.class);

  /** Every kind, in the order in which they are listed. */
  public static final List<PluginKind<?>> ALL =
      List.of(CELL, OPTIMIZER, SCHEDULE, HOOK, LOSS, TASK, SOURCE);

  /** The file that lists providers of this kind: {@code META-INF/services/...}. */
  public String serviceFile() {
    return "META-INF/services/" + service.getName();
  }

  /** The word for one of them. */
  @Override
  public String toString() {
    return word;
  }
}
