# syntax=docker/dockerfile:1
# Builds from the sources, and keeps a Java runtime, the archive's content and nothing else.
FROM maven:3.9-eclipse-temurin-17 AS build
WORKDIR /src
COPY . .
RUN mvn -B -q -DskipTests -Dmaven.test.skip=true package \
 && mkdir /leadloop \
 && tar -xzf target/leadloop-*.tar.gz -C /leadloop --strip-components=1

FROM eclipse-temurin:17-jre
# A user without a home and a shell; named by number below, so that an orchestrator can see that it is not root.
RUN groupadd --system --gid 10001 leadloop \
 && useradd --system --uid 10001 --gid leadloop --no-create-home --home-dir /state --shell /usr/sbin/nologin leadloop \
 && mkdir /state && chown leadloop:leadloop /state
COPY --from=build /leadloop /opt/leadloop
USER 10001:10001
# config/leadloop.yaml's var/leadloop.db counts from here. On a local disk; mount config over /etc/leadloop.
WORKDIR /state
VOLUME ["/state"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["/opt/leadloop/leadloop"]
CMD ["run", "--config", "/etc/leadloop", "--routes", "/opt/leadloop/routes"]
