/**
 * The float32 engine. {@link dev.carousel.internal.engine.fused.plan.Planner} turns a cell's two
 * graphs into a {@link dev.carousel.internal.engine.fused.plan.CellPlan}: which products run
 * before, within and after the loop over time, which of them are one product, and where every
 * vector lies. {@link dev.carousel.internal.engine.fused.Shard} runs the plan over some rows of the
 * batch, on one thread; {@link dev.carousel.internal.engine.fused.FusedEngine} hands shards to
 * threads and adds up what they found, in the order of the shards.
 */
@NullMarked
package dev.carousel.internal.engine.fused;

import org.jspecify.annotations.NullMarked;
