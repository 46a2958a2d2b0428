/** What threads that share one sequence gain, and what more of them would. Nothing is null. */
@NullMarked
package dev.carousel.benchmarks.teams;

import org.jspecify.annotations.NullMarked;
