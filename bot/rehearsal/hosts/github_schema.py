"""The part of GitHub's GraphQL schema that the simulated API knows: names and types are theirs."""

SCHEMA = """
scalar DateTime
scalar GitTimestamp
scalar GitObjectID
scalar URI
scalar HTML

type Query {
  repository(owner: String!, name: String!, followRenames: Boolean = true): Repository
  repositoryOwner(login: String!): RepositoryOwner
  user(login: String!): User
  organization(login: String!): Organization
  node(id: ID!): Node
  rateLimit(dryRun: Boolean = false): RateLimit
  viewer: User!
}

interface Node { id: ID! }

type RateLimit {
  cost: Int! limit: Int! remaining: Int! used: Int! nodeCount: Int! resetAt: DateTime!
}

interface RepositoryOwner {
  id: ID! login: String! url: URI! avatarUrl(size: Int): URI!
}

type User implements RepositoryOwner & Node {
  id: ID! login: String! url: URI! avatarUrl(size: Int): URI!
  name: String bio: String company: String email: String! websiteUrl: URI
}

type Organization implements RepositoryOwner & Node {
  id: ID! login: String! url: URI! avatarUrl(size: Int): URI!
  name: String description: String email: String websiteUrl: URI
}

enum RepositoryVisibility { PRIVATE PUBLIC INTERNAL }
enum RepositoryLockReason {
  MOVING BILLING RENAME MIGRATING TRADE_RESTRICTION TRANSFERRING_OWNERSHIP
}
enum OrderDirection { ASC DESC }
enum LanguageOrderField { SIZE }
enum ReleaseOrderField { CREATED_AT NAME }
input LanguageOrder { field: LanguageOrderField! direction: OrderDirection! }
input ReleaseOrder { field: ReleaseOrderField! direction: OrderDirection! }

type Repository implements Node {
  id: ID! databaseId: Int name: String! nameWithOwner: String! owner: RepositoryOwner!
  description: String homepageUrl: URI url: URI! mirrorUrl: URI
  createdAt: DateTime! pushedAt: DateTime updatedAt: DateTime! archivedAt: DateTime
  stargazerCount: Int! forkCount: Int! diskUsage: Int
  isArchived: Boolean! isDisabled: Boolean! isEmpty: Boolean! isFork: Boolean! isPrivate: Boolean!
  isMirror: Boolean! isTemplate: Boolean! isLocked: Boolean! isInOrganization: Boolean!
  hasIssuesEnabled: Boolean!
  visibility: RepositoryVisibility! lockReason: RepositoryLockReason
  parent: Repository licenseInfo: License primaryLanguage: Language
  languages(
    after: String, before: String, first: Int, last: Int, orderBy: LanguageOrder
  ): LanguageConnection
  repositoryTopics(after: String, before: String, first: Int, last: Int): RepositoryTopicConnection!
  releases(
    after: String, before: String, first: Int, last: Int, orderBy: ReleaseOrder
  ): ReleaseConnection!
  latestRelease: Release
  defaultBranchRef: Ref
  object(expression: String, oid: GitObjectID): GitObject
}

type License { key: String! name: String! nickname: String spdxId: String url: URI }
type Language { name: String! color: String }
type LanguageConnection {
  totalCount: Int! totalSize: Int! nodes: [Language] edges: [LanguageEdge] pageInfo: PageInfo!
}
type LanguageEdge { node: Language! size: Int! cursor: String! }
type Topic { name: String! }
type RepositoryTopic { topic: Topic! url: URI! }
type RepositoryTopicConnection {
  totalCount: Int! nodes: [RepositoryTopic] edges: [RepositoryTopicEdge] pageInfo: PageInfo!
}
type RepositoryTopicEdge { node: RepositoryTopic cursor: String! }
type Release {
  tagName: String! name: String publishedAt: DateTime createdAt: DateTime! url: URI!
  isPrerelease: Boolean! isDraft: Boolean!
}
type ReleaseConnection {
  totalCount: Int! nodes: [Release] edges: [ReleaseEdge] pageInfo: PageInfo!
}
type ReleaseEdge { node: Release cursor: String! }
type PageInfo {
  hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String endCursor: String
}

type Ref { id: ID! name: String! prefix: String! target: GitObject }

interface GitObject { oid: GitObjectID! }
type GitActor { name: String email: String date: GitTimestamp user: User }
type Commit implements GitObject {
  id: ID! oid: GitObjectID! abbreviatedOid: String! url: URI!
  committedDate: DateTime! authoredDate: DateTime! messageHeadline: String! message: String!
  author: GitActor committer: GitActor tree: Tree!
  history(
    after: String, before: String, first: Int, last: Int, path: String,
    since: GitTimestamp, until: GitTimestamp
  ): CommitHistoryConnection!
}
type CommitHistoryConnection {
  totalCount: Int! nodes: [Commit] edges: [CommitEdge] pageInfo: PageInfo!
}
type CommitEdge { node: Commit cursor: String! }
type Blob implements GitObject {
  oid: GitObjectID! text: String byteSize: Int! isBinary: Boolean isTruncated: Boolean!
}
type Tree implements GitObject { oid: GitObjectID! entries: [TreeEntry!] }
type TreeEntry {
  name: String! path: String type: String! mode: Int! oid: GitObjectID! size: Int! extension: String
  object: GitObject
}
"""
