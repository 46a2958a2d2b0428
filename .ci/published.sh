# A project outside, built against Carousel's artifacts as they are published: settings that know a
# folder of them, for Maven with an empty local repository. Sourced by the scripts beside it.
# shellcheck shell=bash

# Other artifacts come from the user's local repository, read only, and else from Maven Central.
cache=${CAROUSEL_MAVEN_CACHE:-$HOME/.m2/repository}

repository() { # ELEMENT ID FOLDER
  echo "<$1><id>$2</id><url>file://$3</url>"
  echo "<releases><enabled>true</enabled><checksumPolicy>ignore</checksumPolicy></releases></$1>"
}

settings() { # ARTIFACTS
  echo "<settings><profiles><profile><id>local</id><repositories>"
  repository repository carousel "$1"
  repository repository cache "$cache"
  echo "</repositories><pluginRepositories>"
  repository pluginRepository cache "$cache"
  echo "</pluginRepositories></profile></profiles>"
  echo "<activeProfiles><activeProfile>local</activeProfile></activeProfiles></settings>"
}

# The cache may hold artifacts of Carousel too, of an older build: none may come from there.
only_from_carousel() { # LOCAL-REPOSITORY
  local elsewhere
  elsewhere=$(find "$1/dev/carousel" -name _remote.repositories -exec grep -L '>carousel=' {} +)
  if [ -n "$elsewhere" ]; then
    echo "Not among the artifacts of Carousel, and taken from elsewhere:" >&2
    echo "$elsewhere" >&2
    return 1
  fi
}
