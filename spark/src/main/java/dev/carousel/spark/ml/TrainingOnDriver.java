package dev.carousel.spark.ml;

import dev.carousel.Engines;
import dev.carousel.data.frame.Frame;
import dev.carousel.data.table.Roles;
import dev.carousel.data.table.SplitPlan;
import dev.carousel.data.table.TableDataset;
import dev.carousel.engine.Engine;
import dev.carousel.error.CarouselException;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkSpec;
import dev.carousel.model.SavedModel;
import dev.carousel.plugin.PluginDiscovery;
import dev.carousel.plugin.PluginRef;
import dev.carousel.plugin.Plugins;
import dev.carousel.spark.internal.FrameOfRows;
import dev.carousel.spi.NumberLoss;
import dev.carousel.train.Trainer;
import dev.carousel.train.TrainingPlan;
import dev.carousel.train.TrainingResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * A training in this JVM, on all of its processors.
 *
 * @param roles of the columns
 * @param layers of the network
 * @param optimizer with its options
 * @param plan of the training
 * @param split of the rows
 * @param maxRows the most rows
 */
record TrainingOnDriver(
    Roles roles,
    Layers layers,
    PluginRef optimizer,
    TrainingPlan plan,
    SplitPlan split,
    int maxRows) {
  private static final String SOURCE = "the data frame";

  /**
   * What the network is made of.
   *
   * @param cell with its options
   * @param units of a layer
   * @param count of layers
   * @param loss with its options; null for the usual one
   */
  record Layers(PluginRef cell, int units, int count, @Nullable PluginRef loss) {}

  /** Trains on these rows. */
  SavedModel of(Dataset<Row> rows) {
    TableDataset data = TableDataset.of(frame(rows), roles, split);
    try (PluginDiscovery found = PluginDiscovery.onClassPath();
        Engine engine = Engines.fused(Runtime.getRuntime().availableProcessors())) {
      Plugins plugins = Plugins.of(found);
      Network network = Network.compile(engine, spec(data, plugins));
      TrainingResult trained =
          Trainer.builder(network, data)
              .optimizer(plugins.optimizer(optimizer))
              .plan(plan)
              .requireFits()
              .run();
      return new SavedModel(network.spec(), data.codec(), Map.of(), trained.parameters());
    }
  }

  private NetworkSpec spec(TableDataset data, Plugins plugins) {
    NetworkSpec spec =
        NetworkSpec.of(data.shape(), layers.cell).units(layers.units).layers(layers.count);
    if (layers.loss == null) {
      return spec.from(plugins);
    }
    if (plugins.loss(layers.loss) instanceof NumberLoss ofNumbers) {
      data.requireFit(layers.loss.id(), ofNumbers);
    }
    return spec.loss(layers.loss).from(plugins);
  }

  /** The rows by group and time: their order in a data frame is of no account. */
  private Frame frame(Dataset<Row> rows) {
    List<Column> order = new ArrayList<>();
    String group = roles.columns().group();
    if (group != null) {
      order.add(CarouselModel.column(group));
    }
    roles.columns().time().forEach(time -> order.add(CarouselModel.column(time)));
    List<Row> all = rows.limit(maxRows + 1).sort(order.toArray(Column[]::new)).collectAsList();
    if (all.size() > maxRows) {
      throw CarouselException.failure("The data frame is too large to train on the driver.")
          .expected("at most " + maxRows + " rows (setMaxRows)")
          .found("more")
          .mend("train on a part of the groups, or raise setMaxRows if the driver has the memory")
          .build();
    }
    return FrameOfRows.of(
        SOURCE,
        all,
        FrameOfRows.columns(rows.schema(), roles.wanted()),
        row -> SOURCE + ", " + row.mkString(", "));
  }
}
