package dev.carousel.train;

import dev.carousel.data.Chunk;
import dev.carousel.data.Dataset;
import dev.carousel.data.Epoch;
import dev.carousel.error.CarouselException;
import dev.carousel.model.BoundNetwork;
import dev.carousel.model.Carry;
import dev.carousel.model.Network;
import dev.carousel.model.NetworkPass;
import dev.carousel.tensor.NamedTensors;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of single chunks of updates, with the bits that a {@link Trainer} of the same
 * network, data and plan finds for them. Used by one thread.
 */
public final class ChunkGradients {
  private final Network network;
  private final TrainingChunks chunks;
  private final TrainingPlan plan;
  private @Nullable NamedTensors parameters;
  private @Nullable BoundNetwork bound;
  private @Nullable Epoch epoch;
  private int number = -1;

  /** Of this network's training on these data. */
  public ChunkGradients(Network network, Dataset data, TrainingPlan plan) {
    this.network = network;
    this.plan = plan;
    chunks = new TrainingChunks(data, plan);
  }

  /** Takes these parameters from now on; they are copied. */
  public void use(NamedTensors given) {
    NamedTensors own = network.adopt(given.copy());
    parameters = own;
    bound = network.bind(own);
  }

  /**
   * Computes a chunk.
   *
   * @param wanted the update; its parameters are not looked at
   * @param index of the chunk among those of the update, from 0
   * @throws CarouselException if the chunk continues the one before it
   */
  public UpdateParts.Part compute(UpdateParts.Wanted wanted, int index) {
    BoundNetwork known = bound;
    if (known == null) {
      throw new IllegalStateException("use() comes first");
    }
    Chunk chunk = chunk(wanted.epoch(), wanted.chunk() + index);
    requireFresh(chunk);
    long seed = UpdatePasses.seed(plan, index);
    NetworkPass pass = known.forwardTraining(chunk, Carry.zero(), seed, wanted.update());
    NetworkPass.Gradients found = pass.backward(null);
    UpdateParts.Part part =
        new UpdateParts.Part(found.parameters().copy(), found.loss(), chunk.predictions());
    pass.release();
    return part;
  }

  private Chunk chunk(int epochNumber, int place) {
    Epoch known = epoch;
    if (known == null || number != epochNumber) {
      known = chunks.epoch(epochNumber);
      epoch = known;
      number = epochNumber;
    }
    return known.chunk(place);
  }

  private static void requireFresh(Chunk chunk) {
    for (boolean isFresh : chunk.fresh()) {
      if (!isFresh) {
        throw CarouselException.usage("The chunks of these data continue each other.")
            .expected("sequences that each fit into a chunk, to be computed apart")
            .found("a long stream, whose states are carried on")
            .mend("train in rounds of many updates, each on a part of the stream")
            .build();
      }
    }
  }
}
