package dev.carousel.spark.sweep;

import dev.carousel.error.CarouselException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SparkException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * One job of Spark: a task for each trial, whose result is taken as soon as it arrives. This is
 * what Spark's API for Java has no call for. Confined to one thread, but for {@link #cancel}.
 */
final class TrialJob {
  private static final String GROUP = "carousel-sweep";

  private final JavaSparkContext context;
  private final List<TrialRequest> requests;
  private final Arrivals arrivals;
  private volatile boolean isCancelled;

  TrialJob(JavaSparkContext context, List<TrialRequest> requests, Arrivals arrivals) {
    this.context = context;
    this.requests = requests;
    this.arrivals = arrivals;
  }

  /** Ends the tasks that run. */
  void cancel() {
    isCancelled = true;
    context.cancelJobGroup(GROUP);
  }

  /** Runs until all have ended, or one has to end them all. */
  void run() {
    JavaRDD<TrialRequest> all = context.parallelize(requests, requests.size());
    Starts starts = new Starts();
    context.setJobGroup(GROUP, "trials of a sweep", true);
    context.sc().addSparkListener(starts);
    try {
      context
          .sc()
          .runJob(
              all.rdd(),
              new Work(),
              CollectionConverters.asScala(
                      IntStream.range(0, requests.size()).boxed().map(Object.class::cast).toList())
                  .toSeq(),
              new Arrival(),
              ClassTag$.MODULE$.apply(TrialAnswer.class));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) { // Scala declares nothing, and throws SparkException
      requireExpected(e);
    } finally {
      context.sc().removeSparkListener(starts);
      context.clearJobGroup();
    }
    RuntimeException fault = arrivals.fault();
    if (fault != null) {
      throw fault;
    }
  }

  private void requireExpected(Exception e) {
    if (!isCancelled) {
      throw CarouselException.failure("The cluster could not make the trials.")
          .found(e instanceof SparkException ? String.valueOf(e.getMessage()) : e.toString())
          .mend("look at the log of its executors; those that are done stay: --resume")
          .cause(e)
          .build();
    }
  }

  /** On a machine of the cluster. */
  private static final class Work
      extends AbstractFunction2<TaskContext, Iterator<TrialRequest>, TrialAnswer>
      implements java.io.Serializable {
    private static final long serialVersionUID = 1;

    @Override
    public TrialAnswer apply(TaskContext task, Iterator<TrialRequest> one) {
      return TrialWork.answer(one.next(), task.cpus());
    }
  }

  /** Here. */
  private final class Arrival extends AbstractFunction2<Object, TrialAnswer, BoxedUnit> {
    @Override
    public BoxedUnit apply(Object index, TrialAnswer answer) {
      if (!arrivals.arrived((Integer) index, answer)) {
        cancel();
      }
      return BoxedUnit.UNIT;
    }
  }

  private final class Starts extends SparkListener {
    @Override
    public void onTaskStart(@Nullable SparkListenerTaskStart start) {
      if (start != null) {
        arrivals.began(start.taskInfo().index());
      }
    }
  }
}
