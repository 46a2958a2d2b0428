package dev.carousel.spark.sweep;

import dev.carousel.experiments.Trial;
import dev.carousel.experiments.TrialBody;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;

/**
 * What a task gets.
 *
 * @param trial to be made
 * @param begun the files of its folder, if a part of it was made before; else empty
 * @param body makes it; serializable
 * @param version of Carousel in the driver
 * @param files that it reads
 * @param slots the most tasks that an executor runs at the same time
 */
record TrialRequest(
    Trial trial,
    byte[] begun,
    TrialBody body,
    String version,
    Broadcast<List<SentFile>> files,
    int slots)
    implements Serializable {}
