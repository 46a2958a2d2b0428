package dev.carousel.internal.engine.fused;

import dev.carousel.internal.engine.fused.plan.CellPlan;
import dev.carousel.internal.engine.fused.plan.Instruction;
import dev.carousel.internal.engine.fused.plan.TeamPlan;

/**
 * How many threads work on a shard together. It changes no bit.
 *
 * @param threads of the engine that have a processor of their own: members who wait for one that
 *     does not run would only waste time
 * @param leastPerMember the multiplications of a step that are worth one more member: they take
 *     longer than to meet
 */
public record TeamSize(int threads, long leastPerMember) {
  /** A step of a team of two has about four meetings, of a fifth of a microsecond each. */
  private static final long WORTH_MEETING = 65_536;

  /** As many as the machine has processors for. */
  static TeamSize ofMachine(int threads) {
    int processors = Runtime.getRuntime().availableProcessors();
    return new TeamSize(Math.min(threads, processors), WORTH_MEETING);
  }

  /** The size of the team for each of a pass's shards. */
  int of(CellPlan plan, Extent[] shards) {
    long most = threads / shards.length;
    long rows = shards[0].rows();
    long worth = shards[0].pieces() > 1 ? most : rows * multiplications(plan) / leastPerMember;
    return (int) Math.max(Team.ALONE, Math.min(TeamPlan.MOST, Math.min(most, worth)));
  }

  /** Of the products of a row at a step of the forward loop. */
  private static long multiplications(CellPlan plan) {
    return plan.forward().loop().stream()
        .filter(Instruction.Product.class::isInstance)
        .map(Instruction.Product.class::cast)
        .mapToLong(product -> (long) product.depth() * product.columns())
        .sum();
  }
}
